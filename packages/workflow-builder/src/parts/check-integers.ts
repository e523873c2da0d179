import { InvalidParameterError } from '../errors.ts'
import type { FamilyInputs, Sized } from './family-inputs.ts'

/** Rejects inexact integers: ComfyUI would silently cut off a fraction, and change a seed beyond 2^53. */
export function checkIntegers({
  seed,
  steps,
  resolution,
  batch_size = 1,
}: Pick<FamilyInputs, 'seed' | 'steps' | 'batch_size'> & Sized): void {
  for (const [field, value] of Object.entries({ seed, steps, ...resolution, batch_size })) {
    const minimum = field === 'seed' ? 0 : 1
    if (Number.isSafeInteger(value) && value >= minimum) continue
    throw new InvalidParameterError(
      field,
      `must be an integer of at least ${minimum}, not ${value}`,
    )
  }
}
