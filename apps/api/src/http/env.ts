import type { HttpBindings } from '@hono/node-server'
import type { Logger } from 'pino'

/** The context of every handler. Bindings are absent when the app is called in process. */
export interface AppEnv {
  Bindings: Partial<HttpBindings>
  Variables: { traceId: string; log: Logger }
}
