import { nearestNames, numberIn } from '@darkroom/foundation'
import type { Choice, InputDefinition, NumberBounds } from '../catalog/node-definition.ts'
import type { Json } from '../graph/prompt-graph.ts'
import { type GraphProblem, type InputPlace, problemAt } from './graph-problem.ts'

/**
 * Checks a literal as the server does: first converts it (`"7"` is an integer, anything is text and a boolean), then
 * checks the bounds and the list.
 */
export function checkValue(
  place: InputPlace,
  definition: InputDefinition,
  value: Json,
): readonly GraphProblem[] {
  switch (definition.kind) {
    case 'integer':
    case 'float':
      return checkNumber(place, definition, value)
    case 'choice':
      return definition.open ? [] : checkChoice(place, definition, value)
    case 'link':
    case 'text':
    case 'boolean':
    case 'dynamic':
      return []
  }
}

function checkNumber(
  place: InputPlace,
  { kind, min, max }: NumberBounds & { kind: 'integer' | 'float' },
  value: Json,
): readonly GraphProblem[] {
  const number = toNumber(value, kind)
  if (number === undefined) {
    const wanted = kind === 'integer' ? 'an integer' : 'a number'
    return [problemAt(place, 'invalid_input_type', `${show(value)} is not ${wanted}`)]
  }
  if (min !== undefined && number < min) {
    return [problemAt(place, 'value_smaller_than_min', `${show(value)} is below ${min}`)]
  }
  if (max !== undefined && number > max) {
    return [problemAt(place, 'value_bigger_than_max', `${show(value)} is above ${max}`)]
  }
  return []
}

/** Converts as Python's `int()` and `float()` do. */
function toNumber(value: Json, kind: 'integer' | 'float'): number | undefined {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'string') return numberIn(value)
  const pattern =
    kind === 'integer' ? /^[+-]?\d+(?:_\d+)*$/ : /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
  const text = value.trim()
  return pattern.test(text) ? Number(text.replaceAll('_', '')) : undefined
}

function checkChoice(
  place: InputPlace,
  { choices, multiple }: { choices: readonly Choice[]; multiple: boolean },
  value: Json,
): readonly GraphProblem[] {
  const values: readonly Json[] = multiple && Array.isArray(value) ? value : [value]
  return values
    .filter((one) => !choices.some((choice) => isSame(choice, one)))
    .map((one) => {
      const what =
        choices.length === 0
          ? `the server has nothing to choose from, so ${show(one)} cannot be used`
          : `${show(one)} is not one of the ${choices.length} values that the server has`
      const nearest = typeof one === 'string' ? nearestNames(one, choices.map(String)) : []
      return problemAt(place, 'value_not_in_list', what, nearest)
    })
}

/** Whether a value is this choice; Python takes 1, 1.0 and True as equal. */
const isSame = (choice: Choice, value: Json): boolean =>
  choice === value ||
  (typeof choice !== 'string' && typeof value !== 'string' && Number(choice) === numberish(value))

const numberish = (value: Json): number | undefined =>
  typeof value === 'boolean' ? Number(value) : numberIn(value)

export const show = (value: Json): string => {
  const text = JSON.stringify(value)
  return text.length <= 80 ? text : `${text.slice(0, 77)}…`
}
