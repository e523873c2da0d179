import { InvalidParameterError } from '../errors.ts'
import { findVariant } from '../families/families.ts'
import type { ModelFamily, ModelVariant } from '../families/model-family.ts'
import type { FamilyInputs } from './family-inputs.ts'

/** The variant that the inputs name. */
export function variantFor(
  family: ModelFamily,
  { variant: id }: Pick<FamilyInputs, 'variant'>,
): ModelVariant {
  const variant = findVariant(family, id)
  if (variant !== undefined) return variant
  const ids = family.variants.map((one) => one.id)
  throw new InvalidParameterError('variant', `must be one of ${ids.join(', ')}`)
}
