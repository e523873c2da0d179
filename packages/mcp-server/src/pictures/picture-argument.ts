import { z } from 'zod'

const forms =
  'One of: an id of search_gallery; an upload_id of upload_image; a job_id, for its first picture, or "job_id#1" for its second; an https URL, of hosts that the operator listed; a data URL in base64. Or {"gallery": id}, {"upload": id}, {"job": id, "index": 0}.'

/** A picture as an argument of a tool. */
export const pictureArgument = z.union(
  [
    z.string(),
    z.object({
      gallery: z.string().optional(),
      upload: z.string().optional(),
      job: z.string().optional(),
      index: z.int().min(0).optional().describe('Of the job’s pictures, from 0. Default 0.'),
    }),
  ],
  { error: () => 'must be a picture: an id, a URL, or an object such as {"gallery": id}' },
)

export type PictureArgument = Readonly<z.output<typeof pictureArgument>>

/** An argument that is a picture; `what` it is stands before the forms that it may have. */
export const pictureOf = (what: string): typeof pictureArgument =>
  pictureArgument.describe(`${what} ${forms}`)

/** The same where the forms stand at another argument already. */
export const pictureLike = (what: string, argument: string): typeof pictureArgument =>
  pictureArgument.describe(`${what} In the forms of ${argument}.`)
