import type { Door } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { answerErrors } from '../http/answer-errors.ts'
import { compressed } from '../http/compressed.ts'
import type { AppEnv } from '../http/env.ts'
import { callerGuards, firstGuards, pageGuards } from '../security/guards.ts'
import type { Services } from '../services.ts'
import { watchedRequests } from '../watched-requests.ts'
import { throughDoors } from './door-middleware.ts'

/** One door that has a port to itself, behind the same guards as all else. */
export function createDoorApp(services: Services, door: Door): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const alone: Door = { ...door, owns: () => true }
  app.onError(answerErrors({ log: services.log, doors: [alone] }))
  app.use(...watchedRequests(services.observed, [alone]))
  app.use(...firstGuards(services))
  app.use(...pageGuards(services))
  app.use(...callerGuards(services, { addressed: () => true }))
  app.use(compressed)
  app.use(throughDoors([alone]))
  return app
}
