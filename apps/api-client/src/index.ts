import type { App } from '@darkroom/api'
import { type ClientRequestOptions, hc } from 'hono/client'

export type { App }

/** The client, whose fields are the segments of a route's path, down to `$get`, `$post` and so on. */
export type Client = ReturnType<typeof hc<App>>

/** Makes a client for the server at `url`, such as `http://localhost:8000`. */
export const createClient = (url: string, options?: ClientRequestOptions): Client =>
  hc<App>(url, options)
