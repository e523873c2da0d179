import type { GenerateRequest } from '../api/types.ts'
import type { PictureReference } from './picture-reference.ts'

/** The words of `POST /api/generate` about pictures that go in; they are spread into its body. */
export type InputPictures = Readonly<
  Pick<
    GenerateRequest,
    | 'workflow'
    | 'image'
    | 'denoise'
    | 'mask'
    | 'mask_mode'
    | 'grow_mask'
    | 'outpaint'
    | 'references'
    | 'control'
    | 'upscale'
  >
>

export type Task = NonNullable<GenerateRequest['workflow']>
export type Control = NonNullable<GenerateRequest['control']>[number]
export type ControlType = Control['type']
export type Outpaint = NonNullable<GenerateRequest['outpaint']>
export type Upscale = NonNullable<GenerateRequest['upscale']>

export const noPictures: InputPictures = {}

/** The most that the API takes. */
export const mostReferences = 10
export const mostControls = 5

/** What is done with the main picture. */
export const uses = ['change', 'repaint', 'extend', 'reference', 'upscale'] as const
export type Use = (typeof uses)[number]

/** The task that each use comes to. */
export const taskOfUse: Readonly<Record<Use, Task>> = {
  change: 'image-to-image',
  repaint: 'inpaint',
  extend: 'outpaint',
  reference: 'edit',
  upscale: 'upscale',
}

/** All that can be asked for; names of built-in workflows begin with them. */
export const tasks: readonly Task[] = [
  'text-to-image',
  'image-to-image',
  'inpaint',
  'outpaint',
  'edit',
  'controlnet',
  'upscale',
  'hires-fix',
]

/** What the words amount to, as the API reads them beside a prompt. */
export function taskOf(pictures: InputPictures): Task {
  if (pictures.workflow !== undefined) return pictures.workflow
  if (pictures.outpaint !== undefined) return 'outpaint'
  const { mask, mask_mode, grow_mask } = pictures
  if ([mask, mask_mode, grow_mask].some((word) => word !== undefined)) return 'inpaint'
  if (pictures.references !== undefined) return 'edit'
  if (pictures.image !== undefined) return 'image-to-image'
  if (pictures.control !== undefined) return 'controlnet'
  return pictures.upscale === undefined ? 'text-to-image' : 'hires-fix'
}

/** The use of the main picture; undefined while there is none. */
export function useOf(pictures: InputPictures): Use | undefined {
  const task = taskOf(pictures)
  return uses.find((use) => taskOfUse[use] === task)
}

/** The picture that the panel shows large: the one that is changed, or the first reference. */
export const mainPicture = ({ image, references }: InputPictures): PictureReference | undefined =>
  image ?? references?.[0]

/** Whether any word about pictures is given. */
export const hasPictures = (pictures: InputPictures): boolean =>
  Object.values(pictures).some((value) => value !== undefined)

/** The words without those that are not given. */
const given = (pictures: InputPictures): InputPictures =>
  Object.fromEntries(Object.entries(pictures).filter(([, value]) => value !== undefined))

/** With the picture as the one that is changed. What belonged to the picture before it, such as its mask, goes. */
export function withImage(pictures: InputPictures, image: PictureReference): InputPictures {
  const use = useOf(pictures)
  if (use === 'reference') {
    return { ...pictures, references: [image, ...(pictures.references ?? []).slice(1)] }
  }
  const { mask: _mask, mask_mode: _mode, ...rest } = pictures
  return given({ ...rest, image })
}

/** The same pictures put to another use; settings that mean nothing there go. */
export function withUse(pictures: InputPictures, use: Use): InputPictures {
  const { references = [], control, denoise, mask, mask_mode, grow_mask, upscale } = pictures
  const image = mainPicture(pictures)
  if (image === undefined) return pictures
  const more = control === undefined ? {} : { control }
  const larger = upscale === undefined ? {} : { upscale }
  switch (use) {
    case 'change':
      return given({ image, denoise, ...more, ...larger })
    case 'repaint':
      return given({
        workflow: 'inpaint',
        image,
        denoise,
        mask,
        mask_mode,
        grow_mask,
        ...more,
        ...larger,
      })
    case 'extend':
      return {
        workflow: 'outpaint',
        image,
        outpaint: pictures.outpaint ?? { left: 256, right: 256 },
        ...more,
        ...larger,
      }
    case 'reference':
      return {
        references: references.length === 0 ? [image] : references,
        ...more,
        ...larger,
      }
    case 'upscale':
      return { workflow: 'upscale', image, upscale: upscale ?? { factor: 2 } }
  }
}

/** Without one of the words. */
export const withoutWord = (pictures: InputPictures, word: keyof InputPictures): InputPictures =>
  Object.fromEntries(Object.entries(pictures).filter(([key]) => key !== word))

/** Without the main picture, and what was only about it. */
export function withoutImage({ control, upscale, workflow }: InputPictures): InputPictures {
  return given({ control, upscale: workflow === 'upscale' ? undefined : upscale })
}

/** Several pictures at once: the first is changed, or all are references where one is not enough. */
export function withPictures(
  pictures: InputPictures,
  added: readonly PictureReference[],
): InputPictures {
  const [first, ...others] = added
  if (first === undefined) return pictures
  if (pictures.references !== undefined || others.length > 0) {
    const before = pictures.references ?? []
    const { control } = pictures
    return given({ references: [...before, ...added].slice(0, mostReferences), control })
  }
  return withImage(pictures, first)
}

/** Whether a picture is only enlarged: then prompt and model are to be left out of the body. */
export const paintsNothing = (pictures: InputPictures): boolean =>
  taskOf(pictures) === 'upscale' && pictures.upscale?.denoise === undefined

/** What still stands against sending it, by the path of the word. */
export function missingOf(pictures: InputPictures): Readonly<Record<string, string>> {
  const task = taskOf(pictures)
  const outpaint = pictures.outpaint ?? {}
  const isGuided = ({ type, image }: Control): boolean => type === 'inpaint' || image !== undefined
  const unguided = (pictures.control ?? []).findIndex((control) => !isGuided(control))
  const { mask, mask_mode } = pictures
  const isMasked = mask !== undefined || mask_mode === 'transparent'
  return {
    ...(task === 'inpaint' && !isMasked && { mask: 'Paint over what is to change.' }),
    ...(task === 'outpaint' &&
      !Object.values(outpaint).some((pixels) => pixels > 0) && {
        outpaint: 'Say by how much at least one side grows.',
      }),
    ...(unguided >= 0 && { [`control.${unguided}.image`]: 'Choose the picture that guides.' }),
  }
}
