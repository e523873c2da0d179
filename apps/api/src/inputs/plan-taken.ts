import {
  type InputFacts,
  type InputPlan,
  mostPixels,
  planInput,
  planMask,
  planMasked,
  UnusableInputError,
} from '@darkroom/input-pictures'
import type { TakenAs } from './asked-picture.ts'

const kinds = { picture: 'a picture', video: 'a video', audio: 'a sound' } as const

/** Whether something serves as a picture, a video or a sound. */
const isOf: Readonly<Record<keyof typeof kinds, (facts: InputFacts) => boolean>> = {
  picture: ({ kind }) => kind === 'picture',
  video: ({ kind, animated }) => kind === 'video' || animated,
  audio: ({ kind }) => kind !== 'picture',
}

export interface KnownInputs {
  /** What is known of all that a request gives. */
  readonly all: readonly InputFacts[]
  /** The mask that a picture takes with it. */
  readonly mask?: { readonly facts: InputFacts; readonly path: string } | undefined
}

/**
 * What is done to a file before a server gets it.
 * @throws UnusableInputError
 */
export function planTaken(facts: InputFacts, as: TakenAs, known: KnownInputs): InputPlan {
  if (as === 'file') return planInput(facts)
  const { kind, mediaType, animated } = facts
  const wanted = as === 'video' || as === 'audio' ? as : 'picture'
  if (!isOf[wanted](facts)) {
    throw new UnusableInputError(
      `It must be ${kinds[wanted]}, and this is ${kinds[kind]} (${mediaType})`,
    )
  }
  if (typeof as === 'object' && !('enlargedBy' in as)) return planWithMask(facts, as, known)
  if (typeof as === 'object') checkEnlarged(facts, as.enlargedBy)
  // Of an animation, ComfyUI would take all pictures, and paint as many.
  return wanted === 'picture' && animated ? { kind: 'upright' } : planInput(facts)
}

/** A mask, or a picture that takes one with it. */
function planWithMask(
  facts: InputFacts,
  as: Extract<TakenAs, { readonly mask: unknown } | { readonly maskedBy: unknown }>,
  { all, mask }: KnownInputs,
): InputPlan {
  if ('maskedBy' in as) {
    if (mask === undefined) throw new TypeError('A mask is not there')
    return planMasked(facts, mask)
  }
  const of = all[as.of]
  if (of === undefined) throw new TypeError(`A mask is for picture ${as.of}, which is not there`)
  return planMask(facts, { reads: as.mask, of })
}

/** What is made larger may become as large as a picture may be that is given: more would fit into no server, nor be read again. */
function checkEnlarged({ width, height }: InputFacts, factor: number): void {
  const [wide, high] = [width ?? 0, height ?? 0].map((side) => Math.round(side * factor))
  if (wide === undefined || high === undefined || wide * high <= mostPixels) return
  const most = Math.floor(Math.sqrt(mostPixels / ((width ?? 1) * (height ?? 1))) * 10) / 10
  throw new UnusableInputError(
    `Made ${factor} times larger, it would have ${wide} × ${high} pixels, and ${Math.floor(mostPixels / 1e6)} megapixels are the most: give a factor of at most ${most}, or a smaller picture`,
  )
}
