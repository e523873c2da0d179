import type { FieldRefusal, Problem } from '../../ui/problem.ts'

/** `inputs.steps`, and of a batch `matrix.steps.2`. */
const wrapped = /^(?:inputs|matrix)\./

/** What stands against the value of one field; a list of values, or of LoRAs, tells of one of its parts. */
export const problemsAt = (
  problems: readonly FieldRefusal[],
  key: string,
): readonly FieldRefusal[] =>
  problems.filter(({ path }) => {
    const own = path.replace(wrapped, '')
    return own === key || own.startsWith(`${key}.`)
  })

/** The problem without what fields say already. */
export const besideFields = (problem: Problem, keys: readonly string[]): Problem => ({
  detail: problem.detail,
  hint: problem.hint,
  errors: problem.errors?.filter((error) =>
    keys.every((key) => problemsAt([error], key).length === 0),
  ),
})

/** What is wrong as the sentence below its field. */
export const sentenceOf = (problems: readonly FieldRefusal[]): string | undefined => {
  const [first] = problems
  if (first === undefined) return undefined
  const text = first.message.charAt(0).toUpperCase() + first.message.slice(1)
  return /[.!?]$/.test(text) ? text : `${text}.`
}
