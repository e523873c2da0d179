import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { readMediaType } from '../http/media-type.ts'
import { ProblemError } from '../http/problem.ts'
import { takesBytes } from '../http/takes-bytes.ts'

const hasBody = (length: string | undefined, encoding: string | undefined): boolean =>
  encoding !== undefined || (length !== undefined && length !== '0')

/**
 * Accepts only JSON bodies, for a foreign page could send form types without a preflight; but any where the route takes bytes,
 * which its origin keeps a foreign page from (docs/decisions/0094).
 */
export const mediaTypeGuard: MiddlewareHandler<AppEnv> = async (c, next) => {
  const type = c.req.header('content-type')
  const bodied = hasBody(c.req.header('content-length'), c.req.header('transfer-encoding'))
  if (
    (bodied || type !== undefined) &&
    !isJson(type) &&
    !takesBytes(c) &&
    c.req.method !== 'GET' &&
    c.req.method !== 'HEAD'
  ) {
    throw new ProblemError(
      415,
      'wrong_media_type',
      `The body must be application/json${type === undefined ? '; it has no Content-Type' : `, not ${type}`}.`,
    )
  }
  const coding = c.req.header('content-encoding')
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    throw new ProblemError(415, 'wrong_media_type', `A body in ${coding} cannot be read.`, {
      hint: 'Send it without Content-Encoding.',
    })
  }
  await next()
}

const isJson = (type: string | undefined): boolean =>
  readMediaType(type)?.essence === 'application/json'
