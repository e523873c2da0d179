import { stringifyJson } from '../python/stringify.ts'
import type { Encodable } from '../python/value.ts'

/** An answer before it is written to the wire. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: Buffer
  /** Sent without `Content-Length`, as the static file server answers for a missing file. */
  readonly isChunked?: boolean
}

const nothing = Buffer.alloc(0)

export const empty = (status = 200): Reply => ({ status, headers: {}, body: nothing })

export const jsonText = (text: string, status = 200): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body: Buffer.from(text),
})

export const json = (value: Encodable, status = 200): Reply =>
  jsonText(stringifyJson(value), status)

const text = (body: string, status: number): Reply => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  body: Buffer.from(body),
})

export const bytes = (body: Buffer, headers: Reply['headers'], status = 200): Reply => ({
  status,
  headers,
  body,
})

export const html = (body: string, status: number): Reply => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: Buffer.from(body),
})

export const methodNotAllowed = (allowed: readonly string[]): Reply => ({
  ...text('405: Method Not Allowed', 405),
  headers: { 'Content-Type': 'text/plain; charset=utf-8', Allow: allowed.join(',') },
})

/** The answer of aiohttp when a handler raises. */
export const serverError = (accept: string): Reply => {
  const reply = accept.includes('text/html')
    ? html(
        '<html><head><title>500 Internal Server Error</title></head><body>\n<h1>500 Internal Server Error</h1>\nServer got itself in trouble\n</body></html>\n',
        500,
      )
    : text('500 Internal Server Error\n\nServer got itself in trouble', 500)
  return { ...reply, headers: { ...reply.headers, Connection: 'close' } }
}

export const unknownPath = (): Reply => ({
  status: 404,
  headers: { 'Content-Type': 'application/octet-stream' },
  body: nothing,
  isChunked: true,
})

export const tooLarge = (limit: number): Reply =>
  text(`Maximum request body size ${limit} exceeded.`, 413)
