import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppEnv } from './env.ts'
import { ProblemError } from './problem.ts'

/** Bytes of a body: a sequence of 50 long prompts fits four times. */
const mostBytes = 2 ** 20

/** Bytes of a body that may hold pictures as data URLs; it is in memory a few times while it is read. */
const mostBytesWithPictures = 32 * 2 ** 20

const withPictures =
  /^\/api\/(?:generate|batch|uploads|sequence\/generate|sequence\/[^/]+\/frames\/[^/]+\/regenerate|workflows\/[^/]+\/run)$/

const atMost = (maxSize: number, hint?: string): MiddlewareHandler<AppEnv> => {
  const refuse = (): never => {
    const detail = `A body may have at most ${maxSize} bytes.`
    throw new ProblemError(413, 'too_large', detail, hint === undefined ? {} : { hint })
  }
  const counted = bodyLimit({ maxSize, onError: refuse })
  return (c, next) => {
    const length = c.req.header('content-length')
    const isTold = length !== undefined && c.req.header('transfer-encoding') === undefined
    // Node lets no more through than was told. To ask for the body would make a stream of it, which costs more than to read it.
    if (!isTold) return counted(c, next)
    return Number(length) > maxSize ? refuse() : next()
  }
}

const small = atMost(mostBytes)
const large = atMost(
  mostBytesWithPictures,
  'Send large pictures to POST /api/uploads, as they are, and name them by their upload_id.',
)

/** Refuses bodies that are too large before they are read. */
export const limitedBody: MiddlewareHandler<AppEnv> = (c, next) =>
  (withPictures.test(c.req.path) ? large : small)(c, next)
