import { Readable } from 'node:stream'
import { createTimeLimit, type TimeLimit, untilAborted } from '@darkroom/foundation'
import { Agent, type Dispatcher, type FormData } from 'undici'
import {
  ComfyConnectionError,
  ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
} from '../errors.ts'
import { type BaseUrl, durationText } from './base-url.ts'
import { describeReason, reasonOf } from './connection-reason.ts'
import { decode, isDecodingError, readEncodings } from './decoded-body.ts'
import { errorText } from './error-text.ts'
import { speaksTls } from './speaks-tls.ts'

/** A body that is sent as it is read. */
export interface StreamedBody {
  readonly contentType: string
  readonly contentLength: number
  readonly chunks: AsyncIterable<Uint8Array>
}

export interface ExchangeRequest {
  readonly method: 'GET' | 'HEAD' | 'POST'
  /** The encoded path after the base URL. */
  readonly path: string
  readonly body?: string | FormData | StreamedBody
  readonly signal?: AbortSignal
  /** The time limit until the answer begins; of each silence where the body is streamed. */
  readonly timeoutMs: number
  /** Whether to use a new connection, since a kept one that the server just closed leaves doubt. */
  readonly fresh?: boolean
}

export interface Exchanged {
  readonly status: number
  readonly contentType: string
  readonly contentLength: number | undefined
  /** The body, decoded if somebody on the way compressed it. */
  readonly body: Readable
  /** Ends an unread body; a short one is read to its end to keep the connection. */
  readonly discard: () => void
  readonly limit: TimeLimit
  /** Converts a failure to read the body into an error of this package. */
  readonly fail: (error: unknown) => unknown
}

/** HTTP with one server: own connections, time limits, and errors that know whether anything was sent. */
export interface Exchange extends AsyncDisposable {
  readonly exchange: (request: ExchangeRequest) => Promise<Exchanged>
}

export function createExchange({
  base,
  headers,
  stallMs,
}: {
  base: BaseUrl
  headers: Readonly<Record<string, string>>
  /** The time without data after which a body counts as broken off; its total time is unlimited. */
  stallMs: number
}): Exchange {
  const common = { allowH2: false, connections: 32, headersTimeout: 0, bodyTimeout: stallMs }
  const kept = new Agent({ ...common, keepAliveTimeout: 10_000 })
  const fresh = new Agent({ ...common, pipelining: 0 })
  const closing = new AbortController()
  let hasAnswered = false

  /** A port that closes the connection on the first plain words may be one that speaks TLS. */
  const lookCloser = async (error: unknown, url: URL): Promise<unknown> => {
    const isOpen = error instanceof ComfyConnectionError && error.sent && error.reason === 'broken'
    if (hasAnswered || !isOpen || url.protocol !== 'http:') return error
    if (!(await speaksTls(url, closing.signal))) return error
    const { detail, cause } = error
    const reason = 'tls-expected'
    return new ComfyConnectionError(describeReason(reason, base), {
      sent: true,
      reason,
      detail,
      cause,
    })
  }

  const exchange = async (request: ExchangeRequest): Promise<Exchanged> => {
    const { method, path, body, signal, timeoutMs } = request
    signal?.throwIfAborted()
    if (closing.signal.aborted) throw new ComfyError('The client is closed')
    const limit = createTimeLimit(timeoutMs, signal, closing.signal)
    const url = new URL(`${base.href}${path}`)
    let sent = false
    const fail = (error: unknown): unknown => {
      limit[Symbol.dispose]()
      if (signal?.aborted) return signal.reason
      if (closing.signal.aborted) return new ComfyError('The client is closed', { cause: error })
      return toComfyError(error, {
        what: `${method} ${url.pathname}`,
        base,
        limit,
        timeoutMs,
        sent,
      })
    }
    const watched = (request.fresh ? fresh : kept).compose(
      (dispatch) => (options, handler) =>
        dispatch(
          options,
          onStart(handler, () => {
            if (!limit.signal.aborted) sent = true
          }),
        ),
    )
    try {
      const work = watched.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: {
          'accept-encoding': 'identity',
          ...headersOf(body),
          ...headers,
        },
        body: isStreamed(body) ? Readable.from(watch(body.chunks, limit)) : (body ?? null),
        signal: limit.signal,
      })
      const answer = await untilAborted(work, limit.signal)
      hasAnswered = true
      return toExchanged(answer, { method, base, limit, fail })
    } catch (error) {
      throw await lookCloser(fail(error), url)
    }
  }

  return {
    exchange,
    async [Symbol.asyncDispose]() {
      closing.abort(new ComfyError('The client is closed'))
      await Promise.all([kept.destroy(), fresh.destroy()])
    },
  }
}

const isStreamed = (body: ExchangeRequest['body']): body is StreamedBody =>
  typeof body === 'object' && 'chunks' in body

function headersOf(body: ExchangeRequest['body']): Readonly<Record<string, string>> {
  if (typeof body === 'string') return { 'content-type': 'application/json' }
  if (!isStreamed(body)) return {}
  return { 'content-type': body.contentType, 'content-length': String(body.contentLength) }
}

/** The chunks; each that is taken shows that the server still reads. */
async function* watch(
  chunks: AsyncIterable<Uint8Array>,
  limit: TimeLimit,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of chunks) {
    limit.restartClock()
    yield chunk
  }
  limit.restartClock()
}

/** The answer, decoded; refuses those that ComfyUI never gives. */
function toExchanged(
  { statusCode: status, headers, body: source }: Dispatcher.ResponseData,
  {
    method,
    base,
    limit,
    fail,
  }: Pick<Exchanged, 'limit' | 'fail'> & { method: string; base: BaseUrl },
): Exchanged {
  const contentType = first(headers['content-type']) ?? ''
  const refuse = (message: string): never => {
    source.on('error', () => undefined).destroy()
    throw new ComfyResponseError(message, { status, contentType })
  }
  if (status >= 300 && status <= 399 && status !== 304) {
    const place = first(headers.location)?.slice(0, 200)
    refuse(
      `${base.href} redirects ${place === undefined ? 'elsewhere' : `to ${place}`}, as ComfyUI never does`,
    )
  }
  const encoding = [headers['content-encoding'] ?? ''].flat().join(',')
  const encodings = method === 'HEAD' ? [] : readEncodings(encoding)
  if (encodings === undefined) {
    return refuse(`${base.href} answers in an encoding that is not understood: ${encoding}`)
  }
  const isPlain = encodings.length === 0
  const body = isPlain ? source : decode(source, encodings)
  return {
    status,
    contentType,
    contentLength: isPlain ? toLength(first(headers['content-length'])) : undefined,
    body,
    limit,
    fail,
    discard: () => {
      const release = (): void => limit[Symbol.dispose]()
      if (isPlain) {
        source
          .dump({ limit: 65_536, signal: limit.signal })
          .catch(() => undefined)
          .finally(release)
      } else {
        body.on('error', () => undefined).destroy()
        release()
      }
    },
  }
}

function toComfyError(
  error: unknown,
  {
    what,
    base,
    limit,
    timeoutMs,
    sent,
  }: { what: string; base: BaseUrl; limit: TimeLimit; timeoutMs: number; sent: boolean },
): ComfyError {
  if (error instanceof ComfyError) return error
  if (limit.isExpired) {
    return new ComfyTimeoutError(
      `ComfyUI at ${base.href} did not answer within ${durationText(timeoutMs)}`,
      { timeoutMs, sent, cause: error },
    )
  }
  if (isDecodingError(error)) {
    return new ComfyResponseError(`${base.href} answers with a broken compression`, {
      status: 200,
      cause: error,
    })
  }
  const reason = reasonOf(error)
  return new ComfyConnectionError(describeReason(reason, base), {
    sent,
    reason,
    detail: `${what}: ${errorText(error)}`,
    cause: error,
  })
}

/** undici calls `onRequestStart` before it writes; no byte has left before. */
const onStart = (
  handler: Dispatcher.DispatchHandler,
  started: () => void,
): Dispatcher.DispatchHandler => ({
  onRequestStart: (controller, context) => {
    started()
    handler.onRequestStart?.(controller, context)
  },
  onResponseStart: (...given) => handler.onResponseStart?.(...given),
  onResponseData: (...given) => handler.onResponseData?.(...given),
  onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
  onResponseError: (...given) => handler.onResponseError?.(...given),
})

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value

const toLength = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined
