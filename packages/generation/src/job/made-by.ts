import type { Inputs } from '@darkroom/workflow-builder'
import { z } from 'zod'

/**
 * What somebody asked for to have the job, where that is not the job itself: a workflow by its name, and the values as they were
 * given. It runs nothing; it is told beside the picture.
 */
export interface MadeBy {
  readonly workflow: string
  readonly inputs: Inputs
  /** The inputs that have the seed of the job. Default: `seed`, where it is one of them. */
  readonly seeds?: readonly string[] | undefined
}

export const madeBySchema: z.ZodType<MadeBy> = z.object({
  workflow: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  seeds: z.array(z.string()).optional(),
})
