import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './env.ts'

const hasEmptyValue = /[?&][^=&#]+=(?=&|#|$)/

/** `?keyword=&model=sdxl` → `?model=sdxl` */
function withoutEmptyValues(url: string): string {
  const cleaned = new URL(url)
  for (const [name, value] of [...cleaned.searchParams]) {
    if (value === '') cleaned.searchParams.delete(name, value)
  }
  return cleaned.href
}

/**
 * Drops empty parameters, which a page sends for fields that nobody filled in. Only for reads: a write that means
 * something else without its parameter must not be changed by a slip.
 */
export const emptyQuery: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { method, url } = c.req
  if ((method === 'GET' || method === 'HEAD') && hasEmptyValue.test(url)) {
    const { headers, signal } = c.req.raw
    c.req.raw = new Request(withoutEmptyValues(url), { method, headers, signal })
  }
  await next()
}
