import {
  type InputFacts,
  type InputPlan,
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
export function planTaken(facts: InputFacts, as: TakenAs, { all, mask }: KnownInputs): InputPlan {
  if (as === 'file') return planInput(facts)
  const { kind, mediaType, animated } = facts
  const wanted = as === 'video' || as === 'audio' ? as : 'picture'
  if (!isOf[wanted](facts)) {
    throw new UnusableInputError(
      `It must be ${kinds[wanted]}, and this is ${kinds[kind]} (${mediaType})`,
    )
  }
  if (as === 'video' || as === 'audio') return planInput(facts)
  // Of an animation, ComfyUI would take all pictures, and paint as many.
  if (as === 'picture') return animated ? { kind: 'upright' } : planInput(facts)
  if ('maskedBy' in as) {
    if (mask === undefined) throw new TypeError('A mask is not there')
    return planMasked(facts, mask)
  }
  const of = all[as.of]
  if (of === undefined) throw new TypeError(`A mask is for picture ${as.of}, which is not there`)
  return planMask(facts, { reads: as.mask, of })
}
