import { z } from 'zod'
import { SceneProducerInvalidAnswerError, SceneProducerUnavailableError } from '../errors.ts'
import { shortened } from '../shared/text.ts'

export interface Reply {
  readonly text: string
  /** Whether the model ran out of tokens in the middle of the answer. */
  readonly isCut: boolean
}

const text = z.string().nullish().catch(undefined)
const part = z.object({ text: z.string().catch('') })
const call = z.object({ function: z.object({ arguments: z.string() }) })
const replySchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: text,
        message: z.object({
          content: z
            .union([
              z.string(),
              z.array(part).transform((parts) => parts.map((one) => one.text).join('')),
            ])
            .nullish(),
          tool_calls: z.array(call).nullish().catch(undefined),
          reasoning_content: text,
          reasoning: text,
          refusal: text,
        }),
      }),
    )
    .min(1),
})

/** Reads a reply with status 200, in which proxies hide errors, and models refusals. */
export function readReply(body: string, { from }: { from: string }): Reply {
  const value = parsed(body)
  const choice = replySchema.safeParse(value).data?.choices[0]
  if (choice === undefined) {
    const reason = errorSchema.safeParse(value).data
    if (reason !== undefined) {
      throw new SceneProducerUnavailableError(
        `${from} failed at the request for scenes: ${inOneLine(reason)}`,
      )
    }
    throw new SceneProducerInvalidAnswerError(
      `${from} does not answer as a chat completion does: ${shortened(body.trim(), 120)}`,
    )
  }
  const { message, finish_reason: end } = choice
  if (message.refusal) {
    throw new SceneProducerInvalidAnswerError(`The model refused: ${inOneLine(message.refusal)}`)
  }
  const said = saidIn(message)
  if (said === '' && end === 'content_filter') {
    throw new SceneProducerInvalidAnswerError('The model refused: a filter took its answer')
  }
  return { text: said, isCut: end === 'length' }
}

type Message = z.infer<typeof replySchema>['choices'][number]['message']

/** The text of a message; some models put it into an unknown tool call, some servers all into reasoning. */
function saidIn({ content, tool_calls, reasoning_content, reasoning }: Message): string {
  const called = tool_calls?.map((one) => one.function.arguments).join('\n')
  return [content, called, reasoning_content, reasoning].find((one) => one?.trim()) ?? ''
}

const errorSchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
])

/** The reason in an error body; each server words it differently. */
export const reasonIn = (body: string): string =>
  inOneLine(errorSchema.safeParse(parsed(body)).data ?? (body.trim() || 'no reason given'))

const inOneLine = (words: string): string => shortened(words.trim().replaceAll(/\s+/g, ' '), 200)

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
