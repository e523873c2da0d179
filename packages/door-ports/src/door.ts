import type { Context, Hono } from 'hono'
import type { Caller } from './caller.ts'
import type { DoorError } from './door-error.ts'
import type { Gallery } from './gallery.ts'
import type { Jobs } from './jobs.ts'
import type { Keep } from './keep.ts'
import type { Models } from './models.ts'
import type { Pictures } from './pictures.ts'
import type { Servers } from './servers.ts'
import type { Workflows } from './workflows.ts'

/** All that doors need of what stands behind them. A door names those that it uses: `Pick<House, 'jobs' | 'models'>`. */
export interface House {
  readonly jobs: Jobs
  readonly pictures: Pictures
  readonly models: Models
  readonly workflows: Workflows
  readonly gallery: Gallery
  readonly servers: Servers
  /** Of this door alone. */
  readonly keep: Keep
  /** Of the product, such as `0.1.0`. */
  readonly version: string
  callerOf(c: Context): Caller
  /** Turns whatever was thrown into what a caller is told, and logs what is our fault. */
  toDoorError(error: unknown): DoorError
  /** Aborts when the server stops: what waits for something ends then. */
  readonly stopping: AbortSignal
}

/** A dialect, to be mounted. */
export interface Door {
  /** In kebab-case, such as `openai-images`. */
  readonly name: string
  /** Its paths are whole, such as `/v1/models`: it is mounted at `/`. */
  readonly app: Hono
  /** Whether a path is this door's, also one that it does not have. */
  owns(path: string): boolean
  /** A refusal in its dialect, also for what was refused before the door was reached, as without a token. */
  refuse(error: DoorError): Response
}
