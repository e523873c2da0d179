import {
  type InputFacts,
  type InputPlan,
  planInput,
  planMask,
  UnusableInputError,
} from '@darkroom/input-pictures'
import type { TakenAs } from './asked-picture.ts'

const kinds = { picture: 'a picture', video: 'a video', audio: 'a sound' } as const

/**
 * What is done to a file before a server gets it. `all`: what is known of all that a request gives.
 * @throws UnusableInputError
 */
export function planTaken(facts: InputFacts, as: TakenAs, all: readonly InputFacts[]): InputPlan {
  if (as === 'file') return planInput(facts)
  const { kind, mediaType, animated } = facts
  if (kind !== 'picture') {
    throw new UnusableInputError(`It must be a picture, and this is ${kinds[kind]} (${mediaType})`)
  }
  // Of an animation, ComfyUI would take all pictures, and paint as many.
  if (as === 'picture') return animated ? { kind: 'upright' } : planInput(facts)
  const of = all[as.of]
  if (of === undefined) throw new TypeError(`A mask is for picture ${as.of}, which is not there`)
  return planMask(facts, { reads: as.mask, of })
}
