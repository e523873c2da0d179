import type { IncomingMessage } from 'node:http'
import type { Outcome } from './answer-fault.ts'
import { empty, methodNotAllowed, unknownPath } from './reply.ts'
import { RouteRequest } from './request.ts'

export type Handler = (request: RouteRequest) => Outcome | Promise<Outcome>

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PATCH'
  /** A path such as `/history/{prompt_id}`; `{name...}` takes the rest of the path. */
  readonly path: string
  readonly handle: Handler
  /** The route exists only below `/api`. */
  readonly isApiOnly?: boolean
  /** The route exists only without `/api`. */
  readonly isBareOnly?: boolean
}

interface CompiledRoute extends Route {
  readonly pattern: RegExp
}

const compile = (route: Route): CompiledRoute => {
  const source = route.path
    .replace(/\{(\w+)\.\.\.\}/g, '(?<$1>.+)')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  return { ...route, pattern: new RegExp(`^${source}$`) }
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Finds the route of a request; every core route exists both bare and below `/api`. */
export class Router {
  readonly #routes: readonly CompiledRoute[]

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map(compile)
  }

  /** The path that faults name, without `/api`. */
  static nameOf(path: string): string {
    return path === '/api' || path.startsWith('/api/') ? path.slice(4) || '/' : path
  }

  async answer(message: IncomingMessage, url: URL): Promise<Outcome> {
    const method = message.method === 'HEAD' ? 'GET' : message.method
    if (method === 'OPTIONS') return empty()
    const known = this.#matching(url.pathname)
    const found = known.find((route) => route.method === method)
    if (found !== undefined) {
      const path = Router.nameOf(url.pathname)
      const groups = found.pattern.exec(path)?.groups ?? {}
      const parameters = Object.fromEntries(
        Object.entries(groups).map(([name, value]) => [name, decode(value)]),
      )
      return found.handle(
        new RouteRequest(message, { path: decode(path), query: url.searchParams, parameters }),
      )
    }
    if (known.length > 0) {
      const methods = known.flatMap(({ method: allowed }) =>
        allowed === 'GET' ? ['GET', 'HEAD'] : [allowed],
      )
      return methodNotAllowed([...new Set(methods)])
    }
    return method === 'GET' ? unknownPath() : methodNotAllowed(['GET', 'HEAD'])
  }

  #matching(pathname: string): readonly CompiledRoute[] {
    const path = Router.nameOf(pathname)
    const isApi = path !== pathname
    return this.#routes.filter(
      (route) =>
        (isApi ? route.isBareOnly !== true : route.isApiOnly !== true) && route.pattern.test(path),
    )
  }
}
