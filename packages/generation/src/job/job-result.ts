import type { Json } from '@darkroom/job-queue'
import { z } from 'zod'
import type { JobImage } from './job-view.ts'
import { remembered } from './remembered.ts'

/** The result of a job, recorded at the commit. */
export interface JobResult {
  readonly images: readonly JobImage[]
  readonly server: string
  readonly promptId: string
  /** The server's own execution time in milliseconds, where known. */
  readonly durationMs?: number
}

const resultSchema = z.object({
  images: z.array(
    z.object({
      path: z.string(),
      sha256: z.string(),
      bytes: z.number(),
      width: z.number().optional(),
      height: z.number().optional(),
    }),
  ),
  server: z.string(),
  promptId: z.string(),
  durationMs: z.number().optional(),
})

export const readResult: (result: Json | undefined) => JobResult | undefined =
  remembered(resultSchema)

export const resultToJson = (result: JobResult): Json => ({
  images: result.images.map((image) => ({ ...image })),
  server: result.server,
  promptId: result.promptId,
  ...(result.durationMs === undefined ? {} : { durationMs: result.durationMs }),
})
