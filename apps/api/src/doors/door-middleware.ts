import type { Door } from '@darkroom/door-ports'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'

/** The door that a path belongs to, whether or not it has such a route. */
export const doorOf = (doors: readonly Door[], path: string): Door | undefined =>
  doors.find((door) => door.owns(path))

/** Sends what belongs to a door to it: it reads its bodies itself, and refuses in its own words. */
export const throughDoors =
  (doors: readonly Door[]): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const door = doorOf(doors, c.req.path)
    if (door === undefined) return await next()
    return await door.app.fetch(c.req.raw, c.env)
  }
