import { pause } from '@darkroom/foundation'
import type { FormData } from 'undici'
import { ComfyConnectionError, ComfyResponseError } from '../errors.ts'
import type { JsonValue } from '../json/json-value.ts'
import { parseJson } from '../json/parse-json.ts'
import { stringifyJson } from '../json/stringify-json.ts'
import type { Exchange, Exchanged, ExchangeRequest } from './exchange.ts'
import { discard, readHead, readText } from './read-text.ts'

interface HttpCall {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

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
  readonly open: (path: string, call?: HttpCall & { method?: 'GET' | 'HEAD' }) => Promise<Exchanged>
}

export function createHttp({
  exchange: { exchange },
  timeoutMs,
  maxJsonBytes,
}: {
  exchange: Exchange
  timeoutMs: number
  maxJsonBytes: number
}): Http {
  const request = (given: Omit<ExchangeRequest, 'timeoutMs'> & HttpCall): Promise<Exchanged> =>
    exchange({ ...given, timeoutMs: given.timeoutMs ?? timeoutMs })

  const readJson = async (path: string, exchanged: Exchanged): Promise<JsonValue> => {
    const { status, contentType } = exchanged
    if (status !== 200) throw await unexpected(path, exchanged)
    if (!isJson(contentType)) throw await notJson(path, exchanged)
    const text = await readText(exchanged, maxJsonBytes)
    try {
      return parseJson(text)
    } catch (cause) {
      throw new ComfyResponseError(`${path} answered with broken JSON`, {
        status,
        contentType,
        body: text.slice(0, 65_536),
        cause,
      })
    }
  }

  const get: Http['get'] = async (path, { accept = [], ...call } = {}) => {
    const attempt = async (): Promise<JsonValue | undefined> => {
      const exchanged = await request({ method: 'GET', path, ...call })
      if (!accept.includes(exchanged.status)) return await readJson(path, exchanged)
      discard(exchanged)
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
    get,
    async post(path, body, call) {
      const exchanged = await request({ method: 'POST', path, body: stringifyJson(body), ...call })
      if (exchanged.status !== 200) throw await unexpected(path, exchanged)
      if (isHtml(exchanged.contentType)) throw await notJson(path, exchanged)
      discard(exchanged)
    },
    async postJson(path, body, { accept = [], ...call } = {}) {
      const text = stringifyJson(body)
      const exchanged = await request({ method: 'POST', path, body: text, ...call })
      const { status, contentType } = exchanged
      if (status === 200) return { status, json: await readJson(path, exchanged) }
      if (!accept.includes(status)) throw await unexpected(path, exchanged)
      const answer = await readHeadJson(exchanged, isJson(contentType), maxJsonBytes)
      return { status, json: answer }
    },
    async postForm(path, form, call) {
      return await readJson(path, await request({ method: 'POST', path, body: form, ...call }))
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
    discard(exchanged)
    return undefined
  }
  try {
    return parseJson(await readText(exchanged, maxBytes))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export const isHtml = (contentType: string): boolean => /\bhtml\b/i.test(contentType)
const isJson = (contentType: string): boolean =>
  /^application\/([\w.+-]+\+)?json\b/i.test(contentType)

export async function unexpected(path: string, exchanged: Exchanged): Promise<ComfyResponseError> {
  const { status, contentType } = exchanged
  const body = await readHead(exchanged)
  const said = isHtml(contentType) ? 'an HTML page' : body.trim().slice(0, 200)
  return new ComfyResponseError(`${path} answered ${status}${said ? `: ${said}` : ''}`, {
    status,
    contentType,
    body,
  })
}

export async function notJson(path: string, exchanged: Exchanged): Promise<ComfyResponseError> {
  const { status, contentType } = exchanged
  return new ComfyResponseError(
    `${path} answered ${contentType || 'without a content type'} where ComfyUI answers JSON: is a proxy in between?`,
    { status, contentType, body: await readHead(exchanged) },
  )
}
