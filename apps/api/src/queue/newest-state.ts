import { untilAborted } from '@darkroom/foundation'
import type { Generation } from '@darkroom/generation'
import type { MiddlewareHandler } from 'hono'

/** Milliseconds that a request waits for what other processes wrote; then it is answered by what is known here. */
const patienceMs = 1_000

/** Routes that tell nothing of jobs. */
const others = /^\/api\/(gallery\/(image|thumbnail)|health|session)/

/**
 * Whoever got an answer from one process, and then asks another, is told what he was answered: before a request is handled, everything
 * that was written before it came is read. Where there is only one process there is nothing to wait for.
 */
export const newestState =
  (generation: Pick<Generation, 'sync'>): MiddlewareHandler =>
  async (c, next) => {
    if (!others.test(c.req.path)) {
      // A store that does not answer keeps nobody from reading what is known.
      await untilAborted(generation.sync(), AbortSignal.timeout(patienceMs)).catch(() => undefined)
    }
    return next()
  }
