import type { Encodable } from '../python/value.ts'

/** The body of every validation error: `{type, message, details, extra_info}`. */
export type ErrorBody = {
  readonly type: string
  readonly message: string
  readonly details: string
  readonly extra_info: { readonly [key: string]: Encodable }
}

export const errorBody = (
  type: string,
  message: string,
  { details = '', extra = {} }: { details?: string; extra?: ErrorBody['extra_info'] } = {},
): ErrorBody => ({ type, message, details, extra_info: extra })

export const noPrompt = (): ErrorBody =>
  errorBody('no_prompt', 'No prompt provided', { details: 'No prompt provided' })

export const noOutputs = (): ErrorBody => errorBody('prompt_no_outputs', 'Prompt has no outputs')

export const invalidPromptId = (): ErrorBody =>
  errorBody('invalid_prompt_id', 'prompt_id must be a valid UUID', {
    details:
      'prompt_id must be a UUID string in canonical lowercase hyphenated form; omit it to let the server generate one',
  })
