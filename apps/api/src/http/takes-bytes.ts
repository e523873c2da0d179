import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from './env.ts'
import { readMediaType } from './media-type.ts'

/**
 * Routes that take bodies which are no JSON. They read them as they come and have limits of their own, so that nobody before them
 * may read or count the body.
 */
const byteRoutes: ReadonlySet<string> = new Set(['POST /api/uploads'])

/** Whether the body of a request belongs to its route alone. */
export const takesBytes = ({ req }: Context<AppEnv>): boolean =>
  byteRoutes.has(`${req.method} ${req.path}`) &&
  readMediaType(req.header('content-type'))?.essence !== 'application/json'

/** Whether the body is a form, which has files in it. */
export const isForm = (type: string | undefined): type is string =>
  readMediaType(type)?.essence === 'multipart/form-data'

/** Gives bytes the one media type that their route names: what they are, they tell themselves. */
export const plainBytes: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (takesBytes(c) && !isForm(c.req.header('content-type'))) {
    c.req.raw.headers.set('content-type', 'application/octet-stream')
  }
  await next()
}
