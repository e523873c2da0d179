import type { NotFoundHandler } from 'hono'
import { TrieRouter } from 'hono/router/trie-router'
import type { RouterRoute } from 'hono/types'
import type { AppEnv } from './env.ts'
import { ProblemError } from './problem.ts'

/** Tells middleware from routes in the same list: its path ends in a star. */
const isMiddleware = ({ method, path }: RouterRoute): boolean =>
  method === 'ALL' || path.endsWith('*')

function createMethodsOf(routes: readonly RouterRoute[]): (path: string) => readonly string[] {
  const router = new TrieRouter<string>()
  for (const route of routes) {
    if (!isMiddleware(route)) router.add('ALL', route.path, route.method)
  }
  return (path) => {
    const methods = router.match('ALL', path)[0].map(([method]) => method)
    return [...new Set(methods.includes('GET') ? ['HEAD', ...methods] : methods)].sort()
  }
}

/** 405 with `Allow` where only the method is wrong, else 404. Reads the list of routes when it is first asked. */
export function createNoRoute(routes: readonly RouterRoute[]): NotFoundHandler<AppEnv> {
  let methodsOf: ReturnType<typeof createMethodsOf> | undefined
  return (c) => {
    const { method, path } = c.req
    methodsOf ??= createMethodsOf(routes)
    const methods = methodsOf(path)
    if (methods.length === 0) {
      throw new ProblemError(404, 'not_found', `There is no route ${method} ${path}.`, {
        hint: 'GET /docs shows what there is.',
      })
    }
    throw new ProblemError(
      405,
      'method_not_allowed',
      `${path} cannot be asked with ${method}, only with ${methods.join(' or ')}.`,
      { headers: { allow: methods.join(', ') } },
    )
  }
}
