import { pause } from '@darkroom/foundation'
import type { FormData } from 'undici'
import { ComfyConnectionError, ComfyResponseError } from '../errors.ts'
import type { JsonValue } from '../json/json-value.ts'
import { parseJsonInSlices } from '../json/parse-in-slices.ts'
import { stringifyJson } from '../json/stringify-json.ts'
import type { Exchange, Exchanged, ExchangeRequest, StreamedBody } from './exchange.ts'
import { readHead, readText } from './read-text.ts'

interface HttpCall {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  /** The size limit of the answer in bytes, as large as this route's can be. Default: `usualBytes`. */
  readonly maxBytes?: number
}

/** The largest answer of a route that tells of single things. */
const usualBytes = 4 * 2 ** 20

/** The shared HTTP of the routes: JSON in, JSON out, and the only check for invalid answers. */
export interface Http {
  /** Gets JSON, repeated once when the connection breaks. Statuses in `accept` give `undefined`. */
  readonly get: (
    path: string,
    call?: HttpCall & { accept?: readonly number[] },
  ) => Promise<JsonValue | undefined>
  /** Posts to routes that answer 200 without a body. */
  readonly post: (path: string, body: unknown, call?: HttpCall) => Promise<void>
  /** Posts JSON. Statuses other than 200 in `accept` are returned with their JSON, `undefined` if it is invalid. */
  readonly postJson: (
    path: string,
    body: unknown,
    call?: HttpCall & { accept?: readonly number[]; fresh?: boolean },
  ) => Promise<{ status: number; json: JsonValue | undefined }>
  readonly postForm: (path: string, form: FormData, call?: HttpCall) => Promise<JsonValue>
  /** Posts a body as it is read, over a connection of its own. */
  readonly postStream: (path: string, body: StreamedBody, call?: HttpCall) => Promise<JsonValue>
  /** The server's address, for messages. */
  readonly href: string
  readonly open: (path: string, call?: HttpCall & { method?: 'GET' | 'HEAD' }) => Promise<Exchanged>
}

export function createHttp({
  exchange: { exchange },
  href,
  timeoutMs,
  maxJsonBytes,
}: {
  exchange: Exchange
  /** The server's address, for messages. */
  href: string
  timeoutMs: number
  maxJsonBytes: number
}): Http {
  const request = (given: Omit<ExchangeRequest, 'timeoutMs'> & HttpCall): Promise<Exchanged> =>
    exchange({ ...given, timeoutMs: given.timeoutMs ?? timeoutMs })

  const readJson = async (
    path: string,
    exchanged: Exchanged,
    maxBytes = usualBytes,
  ): Promise<JsonValue> => {
    const { status, contentType } = exchanged
    if (status !== 200) throw await unexpected(exchanged, { path, href })
    if (!isJson(contentType)) throw await notJson(exchanged, href)
    const text = await readText(exchanged, Math.min(maxBytes, maxJsonBytes))
    try {
      return await parseJsonInSlices(text)
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause
      throw new ComfyResponseError(`${href} answered ${path} with broken JSON`, {
        status,
        contentType,
        body: text.slice(0, 65_536),
        cause,
      })
    }
  }

  const get: Http['get'] = async (path, { accept = [], maxBytes, ...call } = {}) => {
    const attempt = async (): Promise<JsonValue | undefined> => {
      const exchanged = await request({ method: 'GET', path, ...call })
      if (!accept.includes(exchanged.status)) return await readJson(path, exchanged, maxBytes)
      exchanged.discard()
      return undefined
    }
    try {
      return await attempt()
    } catch (error) {
      // The retry is for a kept connection that the server closed just then; reading twice does no harm.
      if (!(error instanceof ComfyConnectionError && error.sent)) throw error
      await pause(50, call.signal)
      return await attempt()
    }
  }

  return {
    href,
    get,
    async post(path, body, call) {
      const exchanged = await request({ method: 'POST', path, body: stringifyJson(body), ...call })
      if (exchanged.status !== 200) throw await unexpected(exchanged, { path, href })
      if (isHtml(exchanged.contentType)) throw await notJson(exchanged, href)
      exchanged.discard()
    },
    async postJson(path, body, { accept = [], maxBytes = usualBytes, ...call } = {}) {
      const text = stringifyJson(body)
      const exchanged = await request({ method: 'POST', path, body: text, ...call })
      const { status, contentType } = exchanged
      if (status === 200) return { status, json: await readJson(path, exchanged, maxBytes) }
      if (!accept.includes(status)) throw await unexpected(exchanged, { path, href })
      const most = Math.min(maxBytes, maxJsonBytes)
      const answer = await readHeadJson(exchanged, isJson(contentType), most)
      return { status, json: answer }
    },
    async postForm(path, form, call) {
      return await readJson(path, await request({ method: 'POST', path, body: form, ...call }))
    },
    async postStream(path, body, call) {
      const exchanged = await request({ method: 'POST', path, body, fresh: true, ...call })
      return await readJson(path, exchanged)
    },
    open: (path, { method = 'GET', ...call } = {}) => request({ method, path, ...call }),
  }
}

async function readHeadJson(
  exchanged: Exchanged,
  isJsonAnswer: boolean,
  maxBytes: number,
): Promise<JsonValue | undefined> {
  if (!isJsonAnswer) {
    exchanged.discard()
    return undefined
  }
  try {
    return await parseJsonInSlices(await readText(exchanged, maxBytes))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export const isHtml = (contentType: string): boolean => /\bhtml\b/i.test(contentType)
const isJson = (contentType: string): boolean =>
  /^application\/([\w.+-]+\+)?json\b/i.test(contentType)

/** The error of a status that the route does not give. */
export async function unexpected(
  exchanged: Exchanged,
  { path, href }: { readonly path: string; readonly href: string },
): Promise<ComfyResponseError> {
  const { status, contentType } = exchanged
  const body = await readHead(exchanged)
  const said = isHtml(contentType) ? 'an HTML page' : body.trim().slice(0, 200)
  return new ComfyResponseError(describeStatus({ status, path, href, said }), {
    status,
    contentType,
    body,
  })
}

function describeStatus(given: {
  readonly status: number
  readonly path: string
  readonly href: string
  readonly said: string
}): string {
  const { status, path, href, said } = given
  if (status === 401 || status === 403 || status === 407) {
    return `${href} refuses us (${status}): something there asks for a login`
  }
  if (status === 502 || status === 503 || status === 504) {
    return `What stands before ComfyUI at ${href} does not reach it (${status})`
  }
  return `ComfyUI at ${href} answered ${path} with ${status}${said ? `: ${said}` : ''}`
}

export async function notJson(exchanged: Exchanged, href: string): Promise<ComfyResponseError> {
  const { status, contentType } = exchanged
  const what = isHtml(contentType)
    ? 'a web page'
    : contentType || 'something without a content type'
  return new ComfyResponseError(`${href} answers with ${what} where ComfyUI answers JSON`, {
    status,
    contentType,
    body: await readHead(exchanged),
  })
}
