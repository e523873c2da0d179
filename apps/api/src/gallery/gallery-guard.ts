import { type GalleryDisk, GalleryMissingError } from '@darkroom/generation'
import type { MiddlewareHandler } from 'hono'
import { toAwayProblem } from '../generate/generation-problems.ts'
import type { AppEnv } from '../http/env.ts'

/** Answers that are made of the whole folder, or of what is known of it. */
const ofTheWhole =
  /^\/api\/(?:gallery(?:\/(?:statistics|facets|trash|duplicates|archive))?|prompts\/recent|templates(?:\/.*)?|wildcards(?:\/.*)?|workflows(?:\/.*)?)$/
/** Routes that change the gallery's files; jobs are refused where they are accepted. */
const changing =
  /^\/api\/(?:gallery\/(?!archive$|.*\/regenerate$)|templates(?:\/|$)|workflows(?!\/[^/]+\/run$)(?:\/|$))/
/** Changes nothing, though what it is about is a workflow. */
const check = 'POST /api/workflows/check'
/** Answers made of single files, of which some are in memory: looked into only when one fails. */
const ofFiles = /^\/api\/(?:gallery\/|generate\/image\/|sequence\/|batch\/)/
/** Answers that a gallery that is away can be the cause of. */
const failures: ReadonlySet<number> = new Set([404, 409, 500])

/**
 * Says that the gallery is away instead of answering as if it were empty, and keeps requests from making its folder anew
 * or from changing what stands in its place.
 */
export const galleryGuard = (disk: GalleryDisk): MiddlewareHandler<AppEnv> => {
  const refuseIfAway = async (): Promise<void> => {
    if (await disk.isThere()) return
    const { report } = disk
    if (report.state === 'missing') throw toAwayProblem(new GalleryMissingError(report.reason))
  }
  return async (c, next) => {
    const { method, path } = c.req
    const isRead = method === 'GET' || method === 'HEAD'
    // A workflow may be called `check`, so that only one method means the other.
    const changes = !isRead && changing.test(path) && `${method} ${path}` !== check
    if (changes) await disk.checkWritable()
    else if (ofTheWhole.test(path)) await refuseIfAway()
    await next()
    if (isRead && failures.has(c.res.status) && ofFiles.test(path)) {
      await refuseIfAway()
    }
  }
}
