import type { Context } from 'hono'
import type { AppEnv } from './env.ts'

/** Whether it asks for an event stream: by its path, or because only streams are taken. */
export const isEventStream = ({ req }: Context<AppEnv>): boolean =>
  req.path.endsWith('/events') || (req.header('accept') ?? '').includes('text/event-stream')
