import { DoorError, type Job } from '@darkroom/door-ports'
import { z } from 'zod'
import type { Call } from '../tool.ts'

export const jobId = z.string().min(1).max(100).describe('job_id of the tool that began it.')

export const noJob = (id: string): DoorError =>
  new DoorError(404, 'not_found', `There is no job ${JSON.stringify(id)}.`, {
    hint: 'list_jobs lists the newest; what ended long ago is forgotten, and search_gallery finds its pictures.',
  })

/** @throws DoorError 404 */
export function knownJob(id: string, { house }: Pick<Call, 'house'>): Job {
  const job = house.jobs.get(id.trim().toLowerCase())
  if (job === undefined) throw noJob(id)
  return job
}
