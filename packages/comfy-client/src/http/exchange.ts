import { createTimeLimit, type TimeLimit, untilAborted } from '@darkroom/foundation'
import { Agent, type Dispatcher, type FormData } from 'undici'
import {
  ComfyConnectionError,
  ComfyError,
  ComfyResponseError,
  ComfyTimeoutError,
} from '../errors.ts'
import type { BaseUrl } from './base-url.ts'
import { errorText } from './error-text.ts'

export interface ExchangeRequest {
  readonly method: 'GET' | 'HEAD' | 'POST'
  /** The encoded path after the base URL. */
  readonly path: string
  readonly body?: string | FormData
  readonly signal?: AbortSignal
  readonly timeoutMs: number
  /** Whether to use a new connection, since a kept one that the server just closed leaves doubt. */
  readonly fresh?: boolean
}

export interface Exchanged {
  readonly status: number
  readonly contentType: string
  readonly contentLength: number | undefined
  readonly body: Dispatcher.ResponseData['body']
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
      return toComfyError(error, { what: `${method} ${url.pathname}`, limit, timeoutMs, sent })
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
          ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        body: body ?? null,
        signal: limit.signal,
      })
      const answer = await untilAborted(work, limit.signal)
      const exchanged: Exchanged = {
        status: answer.statusCode,
        contentType: first(answer.headers['content-type']) ?? '',
        contentLength: toLength(first(answer.headers['content-length'])),
        body: answer.body,
        limit,
        fail,
      }
      refuseRedirect(exchanged, url)
      return exchanged
    } catch (error) {
      throw fail(error)
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

function toComfyError(
  error: unknown,
  {
    what,
    limit,
    timeoutMs,
    sent,
  }: { what: string; limit: TimeLimit; timeoutMs: number; sent: boolean },
): ComfyError {
  if (error instanceof ComfyError) return error
  if (limit.isExpired) {
    return new ComfyTimeoutError(`No answer to ${what} within ${timeoutMs} ms`, {
      timeoutMs,
      sent,
      cause: error,
    })
  }
  const said = errorText(error)
  return new ComfyConnectionError(
    sent ? `The connection broke during ${what}: ${said}` : `Cannot connect for ${what}: ${said}`,
    { sent, cause: error },
  )
}

function refuseRedirect({ status, contentType, body }: Exchanged, url: URL): void {
  if (status < 300 || status > 399 || status === 304) return
  body.on('error', () => undefined).destroy()
  throw new ComfyResponseError(`${url.pathname} redirects (${status}), which is not followed`, {
    status,
    contentType,
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
