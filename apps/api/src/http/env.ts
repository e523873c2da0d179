import type { HttpBindings } from '@hono/node-server'
import type { Logger } from 'pino'
import type { Forwarded } from '../security/forwarded.ts'

/** The context of every handler. Bindings are absent when the app is called in process. */
export interface AppEnv {
  Bindings: Partial<HttpBindings & { readonly forwarded: Forwarded }>
  Variables: { traceId: string; log: Logger }
}
