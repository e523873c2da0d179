import { request } from 'undici'
import { SceneProducerInvalidAnswerError, SceneProducerUnavailableError } from '../errors.ts'
import type { Message } from './messages.ts'
import { type Reply, readReply, reasonIn } from './read-reply.ts'
import { retryAfterSeconds, TemporaryFailure } from './retry.ts'

/** The server refuses this body; another answer format may work. */
export class RefusedBody extends SceneProducerUnavailableError {}

export interface Endpoint {
  readonly url: URL
  readonly model: string
  readonly apiKey: string | undefined
  readonly maxAnswerBytes: number
}

/** Sends one request. Every failure becomes an error that says whether to retry, change format, or give up. */
export async function ask(
  endpoint: Endpoint,
  body: { messages: readonly Message[]; response_format?: object },
  { signal }: { signal: AbortSignal },
): Promise<Reply> {
  const { status, retryAfter, text } = await post(endpoint, body, signal)
  if (status >= 200 && status < 300) return readReply(text, { from: endpoint.url.origin })
  const message = `${endpoint.url.origin} refused the request for scenes with ${status}: ${reasonIn(text)}`
  const facts = { status, retryAfterSeconds: retryAfterSeconds(retryAfter, { now: Date.now() }) }
  if (refusesBody(status, message)) throw new RefusedBody(message, facts)
  if (status === 408 || status === 429 || status >= 500) throw new TemporaryFailure(message, facts)
  throw new SceneProducerUnavailableError(message, facts)
}

/** Whether the server refuses the body; some report a server error when they cannot make a grammar of a schema. */
const refusesBody = (status: number, message: string): boolean =>
  status === 400 ||
  status === 422 ||
  status === 501 ||
  (status === 500 && /response_format|json_schema|grammar|guided/i.test(message))

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
        ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
      },
      body: JSON.stringify({ model, stream: false, ...body }),
      // The signal is the only limit, since a model may take minutes before its first byte.
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

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message || cause.name : String(cause)
