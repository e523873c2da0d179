import { z } from 'zod'

/**
 * A file that a job gives to the server that runs it, under the `name` that its graph reads there. Its bytes are an upload,
 * by its id; or they are a picture of another job, which has ended well when this one's turn comes.
 */
export type GivenFile =
  | { readonly name: string; readonly upload: string }
  | { readonly name: string; readonly job: string; readonly index: number }

export const givenFilesSchema: z.ZodType<readonly GivenFile[]> = z.array(
  z.union([
    z.object({ name: z.string(), upload: z.string() }),
    z.object({ name: z.string(), job: z.string(), index: z.int() }),
  ]),
)

/** The picture of another job, the first of its pictures unless told otherwise, as a file. */
export const pictureOfJob = (job: string, index = 0): GivenFile & { readonly job: string } => ({
  name: `darkroom_job_${job}_${index}.png`,
  job,
  index,
})
