import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from './env.ts'
import { readMediaType } from './media-type.ts'

/**
 * Routes that read their bodies as they come and have limits of their own, so that nobody before them may read or count the body:
 * bytes that are no JSON, and workflows, in which a null is a value and a seed can have more digits than a number.
 */
const byteRoutes: readonly { readonly route: RegExp; readonly alsoJson: boolean }[] = [
  { route: /^POST \/api\/uploads$/, alsoJson: false },
  { route: /^POST \/api\/(?:workflows(?:\/check)?|run)$/, alsoJson: true },
  { route: /^PUT \/api\/workflows\/[^/]+$/, alsoJson: true },
]

/** Whether the body of a request belongs to its route alone. */
export const takesBytes = ({ req }: Context<AppEnv>): boolean => {
  const found = byteRoutes.find(({ route }) => route.test(`${req.method} ${req.path}`))
  if (found === undefined) return false
  return found.alsoJson || !isJson(req.header('content-type'))
}

const isJson = (type: string | undefined): boolean =>
  readMediaType(type)?.essence === 'application/json'

/** Whether the body is a form, which has files in it. */
export const isForm = (type: string | undefined): type is string =>
  readMediaType(type)?.essence === 'multipart/form-data'

/** Gives bytes the one media type that their route names: what they are, they tell themselves. */
export const plainBytes: MiddlewareHandler<AppEnv> = async (c, next) => {
  const type = c.req.header('content-type')
  if (takesBytes(c) && !isForm(type) && !isJson(type)) {
    c.req.raw.headers.set('content-type', 'application/octet-stream')
  }
  await next()
}
