import { UnusableInputError } from '../errors.ts'
import type { InputFacts } from '../look/input-facts.ts'
import type { MaskReading, MaskShape } from './pixels.ts'

/** What has to be done to an input before a server gets it. */
export type InputPlan =
  | { readonly kind: 'as-is' }
  | { readonly kind: 'upright' }
  | ({ readonly kind: 'mask' } & MaskShape)
  /** The picture with its mask as its transparency, as `LoadImage` reads both from one file. */
  | { readonly kind: 'masked'; readonly mask: MaskShape & { readonly path: string } }

/** Formats that not every ComfyUI reads: its Pillow knows AVIF since 11.3. */
const rewritten: ReadonlySet<string> = new Set(['image/avif'])

/**
 * A picture goes as it is, byte for byte, unless it has to be turned, or not every server could read it. So do videos and
 * sounds, and animations, of which only all pictures are the whole.
 */
export function planInput({ kind, mediaType, orientation, animated }: InputFacts): InputPlan {
  const isStill = kind === 'picture' && !animated
  return { kind: isStill && (orientation !== 1 || rewritten.has(mediaType)) ? 'upright' : 'as-is' }
}

/** A picture that takes its mask with it: what is light in the mask's own picture is transparent in it. */
export function planMasked(
  picture: InputFacts,
  mask: { readonly facts: InputFacts; readonly path: string },
): InputPlan {
  if (picture.kind !== 'picture') {
    throw new UnusableInputError(`What a mask is for is a picture, not ${picture.mediaType}`)
  }
  const plan = planMask(mask.facts, { reads: 'light', of: picture })
  return plan.kind === 'mask' ? { kind: 'masked', mask: { ...plan, path: mask.path } } : plan
}

type Size = Pick<InputFacts, 'width' | 'height'>

/**
 * A mask is always made anew, for a server has one form of it: grey, as large as the picture it is for, white where something
 * is to change. It is read of how light its own picture is, or of the transparency of any picture, that which it is for among
 * them.
 */
export function planMask(
  mask: InputFacts,
  { reads, of: { width, height } }: { readonly reads: MaskReading; readonly of: Size },
): InputPlan {
  if (mask.kind !== 'picture')
    throw new UnusableInputError(`A mask is a picture, not ${mask.mediaType}`)
  if (width === null || height === null)
    throw new UnusableInputError('What has no size has no mask')
  if (reads === 'transparency' && mask.hasAlpha === false) {
    throw new UnusableInputError(
      'There is nothing transparent in this picture that could be its mask: give a mask that is white where something is to change',
    )
  }
  return { kind: 'mask', reads, width, height }
}
