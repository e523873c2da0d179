import type { InputChoice, InputLimits } from './workflow-input.ts'

/** The limits that both allow; without a common choice the list is empty. */
export function narrowed(one: InputLimits, other: InputLimits): InputLimits {
  const minimum = Math.max(one.minimum ?? -Infinity, other.minimum ?? -Infinity)
  const maximum = Math.min(one.maximum ?? Infinity, other.maximum ?? Infinity)
  const step = Math.max(one.step ?? 0, other.step ?? 0)
  const choices = common(one.choices, other.choices)
  return {
    ...(Number.isFinite(minimum) && { minimum }),
    ...(Number.isFinite(maximum) && { maximum }),
    ...(step > 0 && { step }),
    ...(choices !== undefined && { choices }),
  }
}

/** Choices in both lists, in the order of the second; an empty list, as that of a server without models, says nothing. */
function common(
  one: readonly InputChoice[] = [],
  other: readonly InputChoice[] = [],
): readonly InputChoice[] | undefined {
  if (one.length > 0 && other.length > 0) return other.filter((choice) => one.includes(choice))
  const [list] = [one, other].filter(({ length }) => length > 0)
  return list
}
