import type { Context } from 'hono'
import type { AppEnv } from './env.ts'

/** Whether it asks for an event stream: by its path, because only streams are taken, or as a socket, which no page's origin keeps away by itself. */
export const isEventStream = ({ req }: Context<AppEnv>): boolean =>
  req.path.endsWith('/events') ||
  (req.header('accept') ?? '').includes('text/event-stream') ||
  req.header('upgrade') !== undefined
