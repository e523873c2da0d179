import { request } from 'undici'
import { z } from 'zod'
import { SceneProducerInvalidAnswerError, SceneProducerUnavailableError } from '../errors.ts'
import { shortened } from '../shared/text.ts'
import type { Message } from './messages.ts'
import { retryAfterSeconds, TemporaryFailure } from './retry.ts'

/** The server does not take the body as it is; another answer format may help. */
export class RefusedBody extends SceneProducerUnavailableError {}

export interface Reply {
  readonly text: string
  /** The model ran out of tokens in the middle of it. */
  readonly isCut: boolean
}

export interface Endpoint {
  readonly url: URL
  readonly model: string
  readonly apiKey: string | undefined
  readonly maxAnswerBytes: number
}

const part = z.object({ text: z.string().catch('') })
const replySchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(undefined),
        message: z.object({
          content: z.union([
            z.string(),
            z.array(part).transform((parts) => parts.map(({ text }) => text).join('')),
            z.null(),
          ]),
          refusal: z.string().nullish().catch(undefined),
        }),
      }),
    )
    .min(1),
})

/** Asks once. Every failure becomes an error that says whether to try again, to try otherwise, or to give up. */
export async function ask(
  endpoint: Endpoint,
  body: { messages: readonly Message[]; response_format?: object },
  { signal }: { signal: AbortSignal },
): Promise<Reply> {
  const { status, retryAfter, text } = await post(endpoint, body, signal)
  if (status >= 200 && status < 300) return readReply(text, endpoint)
  const message = `${endpoint.url.origin} refused the request for scenes with ${status}: ${reasonIn(text)}`
  const facts = { status, retryAfterSeconds: retryAfterSeconds(retryAfter, { now: Date.now() }) }
  if (status === 400 || status === 422 || status === 501) throw new RefusedBody(message, facts)
  if (status === 408 || status === 429 || status >= 500) throw new TemporaryFailure(message, facts)
  throw new SceneProducerUnavailableError(message, facts)
}

async function post(
  { url, model, apiKey, maxAnswerBytes }: Endpoint,
  body: object,
  signal: AbortSignal,
): Promise<{ status: number; retryAfter: string | undefined; text: string }> {
  try {
    const response = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify({ model, stream: false, ...body }),
      // A model may think for minutes before its first byte: the signal is the limit.
      headersTimeout: 0,
      bodyTimeout: 0,
      signal,
    })
    const retryAfter = [response.headers['retry-after']].flat()[0]
    const text = await limitedText(response.body, maxAnswerBytes)
    return { status: response.statusCode, retryAfter, text }
  } catch (cause) {
    signal.throwIfAborted()
    if (cause instanceof SceneProducerInvalidAnswerError) throw cause
    throw new TemporaryFailure(`${url.origin} cannot be reached: ${messageOf(cause)}`, { cause })
  }
}

async function limitedText(body: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > limit) {
      throw new SceneProducerInvalidAnswerError(`The answer is larger than ${limit} bytes`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readReply(text: string, { url }: Endpoint): Reply {
  const { data } = replySchema.safeParse(parsed(text))
  const choice = data?.choices[0]
  if (choice === undefined) {
    throw new SceneProducerInvalidAnswerError(
      `${url.origin} does not answer as a chat completion does: ${shortened(text.trim(), 120)}`,
    )
  }
  const { refusal, content } = choice.message
  if (refusal) {
    throw new SceneProducerInvalidAnswerError(`The model refused: ${shortened(refusal, 200)}`)
  }
  return { text: content ?? '', isCut: choice.finish_reason === 'length' }
}

const errorSchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ detail: z.string() }).transform(({ detail }) => detail),
])

/** Each server words its errors in its own way. */
const reasonIn = (text: string): string =>
  shortened(errorSchema.safeParse(parsed(text)).data ?? (text.trim() || 'no reason given'), 200)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message || cause.name : String(cause)
