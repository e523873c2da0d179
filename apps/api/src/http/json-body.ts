import type { Context, MiddlewareHandler } from 'hono'
import { cleanJson, deepestBody, TooDeepError } from './clean-json.ts'
import { decodeText } from './decode-text.ts'
import type { AppEnv } from './env.ts'
import { readMediaType } from './media-type.ts'
import { ProblemError } from './problem.ts'

const unreadable = (cause: unknown, code: string, detail: string): ProblemError =>
  new ProblemError(400, code, detail, { cause })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable(error, 'invalid_json', 'The body is not valid JSON.')
  }
}

/** The body as the schemas get it: a null is the same as nothing, at every depth and as the whole. */
export function readJson(text: string): unknown {
  try {
    return cleanJson(parse(text)) ?? {}
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error
    throw unreadable(error, 'invalid_json', `The body is nested more than ${deepestBody} deep.`)
  }
}

async function readBytes(c: Context<AppEnv>): Promise<Uint8Array> {
  try {
    return new Uint8Array(await c.req.arrayBuffer())
  } catch (error) {
    throw unreadable(error, 'broken_body', 'The body did not arrive whole.')
  }
}

/** Spellings that every validator knows. */
const usual = /^application\/json(?:; ?charset=utf-8)?$/i

/** The request with the one spelling of its media type that every validator knows, and without its body, which was read. */
function respelt({ headers, url, method, signal }: Request): Request {
  const plain = new Headers(headers)
  plain.set('content-type', 'application/json')
  return new Request(url, { method, headers: plain, signal })
}

/** Reads the body of a write for all routes alike, before a route's schema sees it. */
export const jsonBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  const type = c.req.header('content-type')
  if (type !== undefined) {
    const charset = readMediaType(type)?.charset
    const bytes = await readBytes(c)
    // Nearly all are as they should be, and a new request costs as much as reading the body.
    if (bytes.length === 0 || !usual.test(type)) c.req.raw = respelt(c.req.raw)
    c.req.bodyCache = {}
    if (bytes.length > 0) {
      const value = readJson(decodeText(bytes, charset))
      // As it was read: a body with pictures in it takes as long again to be written and read once more.
      Object.assign(c.req, { json: async () => value })
    }
  }
  await next()
}
