import type { FoundInputs, WorkflowInput } from '@darkroom/workflow-converter'

/**
 * The inputs as the first server has them, with the choices that any server has: a model that one of them has can be asked for.
 * What is needed is needed on all.
 */
export function mergeInputs([first, ...others]: readonly [
  FoundInputs,
  ...FoundInputs[],
]): FoundInputs {
  if (others.length === 0) return first
  const known = others.map(
    ({ inputs, hidden }) => new Map([...inputs, ...hidden].map((input) => [input.key, input])),
  )
  const merge = (input: WorkflowInput): WorkflowInput => {
    const same = known.flatMap((inputs) => inputs.get(input.key) ?? [])
    const choices = new Set([input, ...same].flatMap((one) => one.choices ?? []))
    return {
      ...input,
      ...(input.choices !== undefined && { choices: [...choices] }),
      required: input.required && same.every(({ required }) => required),
    }
  }
  return { ...first, inputs: first.inputs.map(merge), hidden: first.hidden.map(merge) }
}
