import type { GivenPicture } from './picture-text.ts'
import type { Processing } from './processing-schema.ts'
import { otherScripts } from './to-control.ts'
import type { Size } from './to-size.ts'

const isNamed = (name: string | undefined): boolean =>
  name !== undefined && !/^(?:|none|use same .*)$/i.test(name.trim())

/** Sentences about what a request asks for and does not get, for `Warnings` in its answer. */
export function unheeded(
  asked: Processing,
  { image, size }: { readonly image?: GivenPicture | undefined; readonly size?: Size | undefined },
): readonly string[] {
  const scripts = otherScripts(asked.alwayson_scripts)
  const told: readonly (readonly [boolean, string])[] = [
    [asked.restore_faces === true, 'Faces are not restored.'],
    [asked.tiling === true, 'The picture does not tile.'],
    [(asked.subseed_strength ?? 0) > 0, 'There are no variations of a seed.'],
    [(asked.styles ?? []).length > 0, 'There are no styles.'],
    [isNamed(asked.refiner_checkpoint), 'There is no refiner.'],
    [isNamed(asked.hr_checkpoint_name), 'The second pass has the model of the first.'],
    [isNamed(asked.hr_sampler_name), 'The second pass has the sampler of the first.'],
    [(asked.hr_prompt ?? '') !== '', 'The second pass has the prompt of the first.'],
    [asked.mask !== undefined && asked.inpaint_full_res === true, wholePicture],
    [
      isStretched(asked, image, size),
      'The picture was cut to the size, and not stretched or filled.',
    ],
    [scripts.length > 0, `Scripts that were not run: ${scripts.join(', ')}.`],
  ]
  return told.flatMap(([isAsked, sentence]) => (isAsked ? [sentence] : []))
}

const wholePicture = 'The whole picture was painted at its own size, and not the masked part alone.'

/** Whether the picture would change its proportions; cutting is what resize mode 1 asks for. */
function isStretched(
  { resize_mode: mode = 0 }: Processing,
  image: GivenPicture | undefined,
  size: Size | undefined,
): boolean {
  if (mode === 1 || size === undefined) return false
  const { width, height } = image ?? {}
  if (width === undefined || height === undefined) return false
  const wanted = size.width / size.height
  return Math.abs(width / height - wanted) / wanted > 0.02
}
