import type { Json } from '@darkroom/job-queue'
import { z } from 'zod'
import type { JobOutput } from './job-output.ts'
import { toJson } from './job-payload.ts'
import { remembered } from './remembered.ts'

/** The result of a job, recorded at the commit. */
export interface JobResult {
  /** Everything that it made. */
  readonly outputs: readonly JobOutput[]
  readonly server: string
  readonly promptId: string
  /** The server's own execution time in milliseconds, where known. */
  readonly durationMs?: number
}

/** Results told of nothing but pictures once: PNG, of a node that they do not name. */
const outputSchema = z.object({
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  width: z.number().optional(),
  height: z.number().optional(),
  node: z.string().default(''),
  filename: z.string().default(''),
  subfolder: z.string().default(''),
  type: z.string().default('output'),
  kind: z.enum(['image', 'video', 'audio', 'text', '3d', 'other']).default('image'),
  mediaType: z.string().default('image/png'),
  text: z.string().optional(),
})

const resultSchema = z.object({
  images: z.array(outputSchema),
  /** What the gallery does not list, with its place among all. */
  others: z.array(outputSchema.extend({ at: z.int() })).default([]),
  server: z.string(),
  promptId: z.string(),
  durationMs: z.number().optional(),
})

/** Reads a result; undefined for what is none. */
export const readResult: (result: Json | undefined) => JobResult | undefined = remembered(
  resultSchema.transform(({ images, others, ...same }): JobResult => {
    const outputs: JobOutput[] = images.map((image) => ({ ...image, inGallery: true }))
    for (const { at, ...other } of others) outputs.splice(at, 0, { ...other, inGallery: false })
    return { ...same, outputs }
  }),
)

/** The most characters of all texts of one result: a result is kept for as long as its job, the texts whole in their files. */
const mostCharacters = 65_536

export const resultToJson = ({ outputs, ...same }: JobResult): Json => {
  const kept = withoutLongTexts(outputs)
  return toJson({
    images: imagesOf(kept).map(({ inGallery: _, ...image }) => image),
    others: kept.flatMap(({ inGallery, ...other }, at) => (inGallery ? [] : [{ ...other, at }])),
    ...same,
  })
}

function withoutLongTexts(outputs: readonly JobOutput[]): readonly JobOutput[] {
  let left = mostCharacters
  return outputs.map((output) => {
    const { text, ...others } = output
    left -= text?.length ?? 0
    return left < 0 ? others : output
  })
}

/** The pictures and videos among the outputs. */
export const imagesOf = (outputs: readonly JobOutput[]): readonly JobOutput[] =>
  outputs.filter(({ inGallery }) => inGallery)
