import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Writes the declarations of this package. The compiler has already worked out every route for the API's own
 * declarations; here they are taken from there, for the API itself is not published.
 */
const declared = readFileSync(new URL('../../api/dist/app.d.ts', import.meta.url), 'utf8')
const [, routes] =
  /createApp\([^)]*\): OpenAPIHono<AppEnv, (\{\n.*\n\}), "\/">;/s.exec(declared) ?? []
if (routes === undefined)
  throw new Error('apps/api/dist/app.d.ts is not as expected: build the API')
const foreign = [...routes.matchAll(/import\("([^"]+)"\)/g)].filter(
  ([, name = '']) => !name.startsWith('hono/'),
)
if (foreign.length > 0) throw new Error(`The routes use types of others: ${foreign.join(', ')}`)

const declarations = `import type { Hono } from 'hono'
import type { ClientRequestOptions, hc } from 'hono/client'

/** Every route: its input, and each of its answers by status. */
type Routes = ${routes}

/** The type for Hono's own \`hc<App>(url)\`. */
export type App = Hono<{}, Routes, '/'>

/** The client, whose fields are the segments of a route's path, down to \`$get\`, \`$post\` and so on. */
export type Client = ReturnType<typeof hc<App>>

/** Makes a client for the server at \`url\`, such as \`http://localhost:8000\`. */
export declare const createClient: (url: string, options?: ClientRequestOptions) => Client
`
writeFileSync(new URL('../dist/index.d.ts', import.meta.url), declarations)
