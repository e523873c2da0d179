import type { Caller } from '@darkroom/door-ports'
import { z } from 'zod'
import { awaitRun, isGood } from './await-run.ts'
import { type GenerateParts, keyOf } from './generate.ts'
import { integer, number, text, truth } from './lenient.ts'
import { failureOf, picturesOf, pngOf, toBase64 } from './made-pictures.ts'
import { type GivenPicture, pictureBytes, takePicture } from './picture-text.ts'
import { toFactor, toUpscaler } from './to-upscale.ts'
import { wrongField } from './wrong-field.ts'

const picture = z.string().max(64 * 1024 * 1024)

const shared = {
  resize_mode: integer(z.int().min(0).max(1)),
  upscaling_resize: number(z.number().positive()),
  upscaling_resize_w: integer(z.int().min(1)),
  upscaling_resize_h: integer(z.int().min(1)),
  upscaling_crop: truth(),
  upscaler_1: text(1000),
  upscaler_2: text(1000),
  extras_upscaler_2_visibility: number(),
  gfpgan_visibility: number(),
  codeformer_visibility: number(),
}

export const extrasSchema = z.object({ ...shared, image: picture })

export const extrasBatchSchema = z.object({
  ...shared,
  imageList: z
    .array(z.object({ data: picture }))
    .min(1)
    .max(20),
})

export type Extras = z.output<typeof extrasSchema>
export type ExtrasBatch = z.output<typeof extrasBatchSchema>

export interface ExtrasAnswer {
  readonly html_info: string
  readonly image: string
}

/** Answers `extra-single-image`: a picture that is made larger by a model, and nothing painted. @throws DoorError */
export async function enlarge(
  asked: Extras,
  caller: Caller,
  parts: GenerateParts,
): Promise<ExtrasAnswer> {
  const { house, runs, orphans } = parts
  const name = asked.upscaler_1 ?? 'None'
  if (/^(?:|none)$/i.test(name.trim())) {
    const same = toBase64(pictureBytes(asked.image, 'image'))
    return { html_info: toHtml(['No upscaler was named: the picture is as it was.']), image: same }
  }
  const upscaler = toUpscaler(name, await house.models.list(), 'upscaler_1')
  const key = keyOf(caller, { extras: asked })
  const claimed = orphans.claim(key, (run) => isGood(run, house))
  const run = claimed ?? (await begin())
  const jobs = await awaitRun(run, caller, parts)
  const [picture] = picturesOf(jobs)
  const html_info = toHtml(run.warnings)
  if (picture === undefined) {
    const failure = failureOf(jobs)
    if (failure !== undefined) throw failure
    return { html_info: toHtml(['It was interrupted.']), image: '' }
  }
  return { html_info, image: toBase64(await pngOf(picture, house)) }

  async function begin() {
    const { signal } = caller
    const image = await takePicture(house.pictures, asked.image, { field: 'image', signal })
    const factor = factorOf(asked, image)
    const { model } = upscaler
    const upscale = { factor, ...(model === undefined ? {} : { model }) }
    const warnings = upscaler.isOther
      ? [...unheeded(asked), `An upscale model was used in place of ${name}.`]
      : unheeded(asked)
    const words = { image: image.reference, upscale }
    return await runs.start({ words, count: 1, warnings, key }, caller)
  }
}

/** Answers `extra-batch-images`: each as if it were alone. @throws DoorError */
export async function enlargeAll(
  { imageList, ...how }: ExtrasBatch,
  caller: Caller,
  parts: GenerateParts,
): Promise<{ readonly html_info: string; readonly images: readonly string[] }> {
  const made = await Promise.all(
    imageList.map(({ data }) => enlarge({ ...how, image: data }, caller, parts)),
  )
  return { html_info: made[0]?.html_info ?? '', images: made.map(({ image }) => image) }
}

/** How many times larger, so that the picture fills the size that is asked for. @throws DoorError 422 */
function factorOf(asked: Extras, { width, height }: GivenPicture): number {
  if (asked.resize_mode !== 1) {
    return toFactor(asked.upscaling_resize ?? 2, { field: 'upscaling_resize' })
  }
  if (width === undefined || height === undefined) {
    throw wrongField('resize_mode', 'must be 0 for a picture whose size is not known')
  }
  const wide = (asked.upscaling_resize_w ?? 512) / width
  const high = (asked.upscaling_resize_h ?? 512) / height
  return toFactor(Math.max(wide, high), { field: 'upscaling_resize_w' })
}

function unheeded(asked: Extras): readonly string[] {
  const told: readonly (readonly [boolean, string])[] = [
    [asked.resize_mode === 1, 'The picture fills the size, and was not cut to it.'],
    [(asked.extras_upscaler_2_visibility ?? 0) > 0, 'The second upscaler was not used.'],
    [
      (asked.gfpgan_visibility ?? 0) > 0 || (asked.codeformer_visibility ?? 0) > 0,
      'Faces are not restored.',
    ],
  ]
  return told.flatMap(([isAsked, sentence]) => (isAsked ? [sentence] : []))
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const toHtml = (sentences: readonly string[]): string =>
  sentences
    .map((sentence) => `<p>${sentence.replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign)}</p>`)
    .join('')
