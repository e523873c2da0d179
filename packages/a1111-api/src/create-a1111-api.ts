import { randomInt } from 'node:crypto'
import { type Door, DoorError, type House } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { CallerGoneError } from './await-run.ts'
import { createChosenModel } from './chosen-model.ts'
import { controlNetRoutes } from './controlnet-routes.ts'
import { emptyRoutes } from './empty-routes.ts'
import { jobRoutes } from './job-routes.ts'
import { listRoutes } from './list-routes.ts'
import { optionRoutes } from './option-routes.ts'
import { createOrphans, type OrphansOptions } from './orphans.ts'
import { longestBody, tooLarge } from './read-body.ts'
import { refuse } from './refuse.ts'
import { createRuns, doorName, type Run } from './runs.ts'

export type A1111House = Pick<
  House,
  | 'jobs'
  | 'pictures'
  | 'models'
  | 'servers'
  | 'keep'
  | 'version'
  | 'callerOf'
  | 'toDoorError'
  | 'stopping'
>

export interface A1111Options {
  /** The checkpoint of who has chosen none. Default: the first. */
  readonly defaultModel?: string | undefined
  /** How long a request whose caller went away can be taken up by asking for the same again. */
  readonly orphans?: OrphansOptions
  /** Default: of 32 bits as in A1111, for some clients have fields for no more. */
  readonly randomSeed?: () => number
}

const randomSeed = (): number => randomInt(4_294_967_294)

/** The code of nginx for a caller that has closed its connection: nobody reads the answer. */
const callerGone = 499

/** The API of AUTOMATIC1111's web UI: `/sdapi/v1` and `/controlnet`. */
export function createA1111Api(house: A1111House, options: A1111Options = {}): Door {
  const runs = createRuns(house)
  const orphans = createOrphans<Run>(options.orphans)
  const chosen = createChosenModel(house, options)
  const app = new Hono()
  const isLimited = bodyLimit({ maxSize: longestBody, onError: () => refuse(tooLarge()) })
  app.use('/sdapi/v1/*', isLimited)
  app.use('/controlnet/*', isLimited)
  const { randomSeed: seed = randomSeed } = options
  app.route('/sdapi/v1', jobRoutes({ house, runs, orphans, chosen, randomSeed: seed }))
  app.route('/sdapi/v1', optionRoutes(house, chosen))
  app.route('/sdapi/v1', listRoutes(house))
  app.route('/sdapi/v1', emptyRoutes(house))
  app.route('/controlnet', controlNetRoutes(house))
  app.notFound(() => refuse(new DoorError(404, 'not_found', 'Not Found')))
  app.onError((error, c) =>
    error instanceof CallerGoneError || c.req.raw.signal.aborted
      ? new Response(null, { status: callerGone })
      : refuse(house.toDoorError(error)),
  )
  return {
    name: doorName,
    app,
    owns: (path) => /^\/(?:sdapi\/v1|controlnet)(?:\/|$)/.test(path),
    refuse,
  }
}
