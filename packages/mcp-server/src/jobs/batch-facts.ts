import type { Batch } from '@darkroom/door-ports'
import { z } from 'zod'
import { pictureSchema } from '../pictures/picture-facts.ts'
import type { Call } from '../tool.ts'
import { picturesOf, statusSchema } from './job-facts.ts'

/** The most jobs of a batch that one answer tells of. */
export const mostListed = 100

export const batchSchema = z.object({
  batch_id: z.string(),
  status: statusSchema,
  total: z.number(),
  completed: z.number(),
  failed: z.array(z.number()).describe('Numbers of those that failed, from 1.'),
  seconds_remaining: z.number().optional(),
  job_ids: z.array(z.string()).describe('Of the jobs of this page.'),
  images: z.array(pictureSchema).describe('Of the jobs of this page.'),
  next_from: z.number().optional().describe('from of the next page.'),
})

export interface BatchPage {
  readonly from: number
  readonly limit: number
}

export function batchFacts(
  batch: Batch,
  { from, limit }: BatchPage,
  call: Pick<Call, 'house' | 'caller'>,
): z.output<typeof batchSchema> {
  const ids = batch.ids.slice(from, from + limit)
  const next = from + limit
  return {
    batch_id: batch.id,
    status: batch.status,
    total: batch.total,
    completed: batch.completed,
    failed: [...batch.failed],
    seconds_remaining: batch.secondsRemaining,
    job_ids: [...ids],
    images: ids
      .flatMap((id) => call.house.jobs.get(id) ?? [])
      .flatMap((job) => picturesOf(job, call)),
    next_from: next < batch.ids.length ? next : undefined,
  }
}
