import { type ErrorBody, errorBody } from '../http/refusal.ts'

/** The errors of one node. */
export interface NodeErrors {
  readonly errors: readonly ErrorBody[]
  readonly dependent_outputs: readonly string[]
  readonly class_type: string
}

/** A prompt that is not taken, in ComfyUI's words. */
export class PromptRefusal extends Error {
  override readonly name = 'PromptRefusal'
  readonly body: ErrorBody
  readonly nodeErrors: Readonly<Record<string, NodeErrors>>

  constructor(body: ErrorBody, nodeErrors: Readonly<Record<string, NodeErrors>> = {}) {
    super(body.message)
    this.body = body
    this.nodeErrors = nodeErrors
  }
}

export const noPrompt = (): PromptRefusal =>
  new PromptRefusal(errorBody('no_prompt', 'No prompt provided', { details: 'No prompt provided' }))

export const noOutputs = (): PromptRefusal =>
  new PromptRefusal(errorBody('prompt_no_outputs', 'Prompt has no outputs'))

export const invalidPrompt = (message: string, details: string): PromptRefusal =>
  new PromptRefusal(errorBody('invalid_prompt', message, { details }))

export const invalidPromptId = (message: string, details: string): PromptRefusal =>
  new PromptRefusal(errorBody('invalid_prompt_id', message, { details }))
