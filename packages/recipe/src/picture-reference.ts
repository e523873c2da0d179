import { z } from 'zod'
import { issueMessage } from './issue-message.ts'

/** The longest reference that is text: a data URL of 48 MiB in base64; an address is much shorter. */
const longestText = 64 * 1024 * 1024
const longestAddress = 8192

const form =
  'must be {"gallery": id}, {"upload": id}, {"job": id, "index": number}, a data URL or an https URL'

/** A picture in the gallery, by its `id` there. */
const galleryPicture = z.strictObject({ gallery: z.string().min(1).max(200) })
/** Bytes that were sent before, by their `upload_id`. */
const uploadedPicture = z.strictObject({
  upload: z.string().regex(/^[0-9a-f]{64}$/, 'must be an upload_id, as POST /api/uploads answers'),
})
/** What a job has made; the first of its pictures unless said. */
const jobPicture = z.strictObject({
  job: z.uuid({ abort: true }).regex(/^[0-9a-f-]+$/, 'must be lower case'),
  index: z.int().min(0).max(9999).default(0),
})

/** Why a text is no address of a picture; undefined when it may be one. */
function textProblem(text: string): string | undefined {
  if (/^data:/i.test(text)) {
    return text.length > longestText ? 'is too long a data URL; upload the picture' : undefined
  }
  if (text.length > longestAddress) return `must have at most ${longestAddress} characters`
  if (/^http:/i.test(text)) return 'must be an https URL: http is not fetched'
  return /^https:\/\/[^/?#]/i.test(text) && URL.canParse(text) ? undefined : form
}

/** A data URL or an `https` URL, whose bytes are the picture. */
export const pictureUrlSchema = z
  .string()
  .superRefine((text, context) => {
    const message = textProblem(text)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
  .meta({
    format: 'uri',
    description:
      'A data URL in base64; or an https URL, of the hosts that INPUT_URL_HOSTS lists alone.',
    example: 'https://pictures.example/lighthouse.png',
  })

const byKey = { gallery: galleryPicture, upload: uploadedPicture, job: jobPicture } as const
type Key = keyof typeof byKey

const keysOf = (value: object): readonly Key[] =>
  Object.keys(byKey).filter((key): key is Key => key in value)

/** The one form that a value means, which says what is wrong with it better than all forms together. */
function meantForm(value: unknown): z.ZodType | undefined {
  if (typeof value === 'string') return pictureUrlSchema
  if (typeof value !== 'object' || value === null) return undefined
  const [key, ...more] = keysOf(value)
  return key === undefined || more.length > 0 ? undefined : byKey[key]
}

function problemOf(value: unknown): string {
  if (value === undefined) return 'is missing'
  const [issue] = meantForm(value)?.safeParse(value).error?.issues ?? []
  if (issue === undefined) return form
  const [field] = issue.code === 'unrecognized_keys' ? issue.keys : issue.path
  return field === undefined ? issueMessage(issue) : `${String(field)} ${issueMessage(issue)}`
}

/**
 * A picture that is given to a workflow: `{gallery: id}`, `{upload: id}`, `{job: id, index}`, or a text, which is a data URL
 * or an `https` URL. What is wrong is told of the form that was meant.
 */
export const pictureReferenceSchema = z
  .union([galleryPicture, uploadedPicture, jobPicture, pictureUrlSchema], {
    error: ({ input }) => problemOf(input),
  })
  .meta({ id: 'PictureReference', example: { gallery: 'a1b2c3' } })

export type PictureReference = Readonly<z.output<typeof pictureReferenceSchema>>
