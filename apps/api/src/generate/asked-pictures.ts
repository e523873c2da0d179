import type { MaskMode, PictureReference } from '@darkroom/recipe'
import type { Inputs, Task } from '@darkroom/workflow-builder'
import type { AskedPicture, TakenAs } from '../inputs/asked-picture.ts'
import { isReference } from '../inputs/is-reference.ts'

/** The words that refer to pictures. */
export interface WordsWithPictures {
  readonly image?: PictureReference | undefined
  readonly mask?: PictureReference | undefined
  readonly mask_mode?: MaskMode | undefined
  readonly references?: readonly PictureReference[] | undefined
  readonly upscale?: { readonly factor: number } | undefined
  readonly control?: readonly { readonly image?: PictureReference | undefined }[] | undefined
}

/** The pictures that words refer to. */
export interface PicturesOfWords {
  readonly asked: readonly AskedPicture[]
  /** The words with the names of the pictures: one for each that is asked for, in their order. */
  named(names: readonly string[]): Inputs
}

/**
 * The pictures that the words refer to; the name of a file on the server stays. A mask is made of whichever picture it is read,
 * where its picture is known: so a server gets one form of it, as large as its picture. `prefix` begins the paths of the fields.
 */
export function askedPictures(
  task: Task,
  { image, mask, mask_mode: mode, references, control, upscale }: WordsWithPictures,
  { prefix = '' }: { readonly prefix?: string | undefined } = {},
): PicturesOfWords {
  const asked: AskedPicture[] = []
  const ask = (path: string, reference: AskedPicture['reference'], as: TakenAs = 'picture') => {
    if (!isReference(reference)) return () => String(reference)
    const index = asked.push({ path: `${prefix}${path}`, reference, as }) - 1
    return (names: readonly string[]): string | undefined => names[index]
  }
  // Every other task scales its picture to what the model paints best.
  const isEnlarged = task === 'upscale' && upscale !== undefined
  const asImage = isEnlarged ? ({ enlargedBy: upscale.factor } as const) : 'picture'
  const ofImage = image === undefined ? undefined : ask('image', image, asImage)
  const isImageGiven = isReference(image)
  const isMaskMade = isImageGiven && (mask === undefined || isReference(mask))
  const asMask = isImageGiven ? ({ mask: readOf(mode), of: 0 } as const) : 'picture'
  const ofMask = mask === undefined ? undefined : ask('mask', mask, asMask)
  const ofItself =
    task !== 'inpaint' || image === undefined || !isImageGiven || mask !== undefined
      ? undefined
      : ask('image', image, { mask: 'transparency', of: 0 })
  const ofReferences = references?.map((one, index) => ask(`references.${index}`, one))
  const ofControls = control?.map(({ image: one, ...how }, index) => {
    const name = one === undefined ? undefined : ask(`control.${index}.image`, one)
    return (names: readonly string[]) => given({ ...how, image: name?.(names) })
  })
  return {
    asked,
    named: (names) =>
      given({
        image: ofImage?.(names),
        mask: (ofMask ?? ofItself)?.(names),
        // What is transparent is white in the mask that is made.
        mask_mode: mode === 'black' || !isMaskMade ? mode : undefined,
        references: ofReferences?.map((name) => name(names)),
        control: ofControls?.map((one) => one(names)),
      }),
  }
}

const readOf = (mode: MaskMode | undefined) => (mode === 'transparent' ? 'transparency' : 'light')

/** Those that are not undefined: a workflow refuses words that it does not have, even empty ones. */
export const given = (words: Inputs): Inputs =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
