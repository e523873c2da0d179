import type { WorkflowInput } from '../../api/types.ts'
import type { FieldRefusal } from '../../ui/problem.ts'
import type { Values } from '../form/values.ts'
import type { Check } from './use-checks.ts'

/** The inputs that were saved with a file that no server has, while nothing else was chosen, with the names that may be meant. */
export function lackingInputs({
  inputs,
  values,
  lacks,
  checks,
}: {
  readonly inputs: readonly WorkflowInput[]
  readonly values: Values
  /** Names of files that are missing. */
  readonly lacks: readonly string[]
  readonly checks: readonly Check[]
}): readonly FieldRefusal[] {
  const missing = new Set(lacks)
  return inputs.flatMap(({ key, default: saved }) => {
    if (typeof saved !== 'string' || !missing.has(saved) || values[key] !== undefined) return []
    const quoted = JSON.stringify(saved)
    const nearest = checks.flatMap(({ problems }) =>
      problems
        .filter(({ message }) => message.includes(quoted))
        .flatMap((one) => one.nearest ?? []),
    )
    return [{ path: key, message: `no server has ${quoted}`, nearest: [...new Set(nearest)] }]
  })
}
