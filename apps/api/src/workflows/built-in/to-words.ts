import type { InputProblem } from '@darkroom/workflow-converter'
import { WorkflowInputsError } from '../to-run-graph.ts'
import type { WordInput } from './word-inputs.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * The words that values are, as `POST /api/generate` takes them: an input of one value goes to its place in its word, and words as
 * they are stay. A LoRA may be its name alone.
 * @throws WorkflowInputsError where two set the same
 */
export function toWords(values: Values, inputs: readonly WordInput[]): Values {
  const places = new Map(inputs.map(({ key, place }) => [key, place]))
  const problems: InputProblem[] = []
  const words: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(values)) {
    const place = places.get(key) ?? [key]
    const [word = key] = place
    if (place.length === 1) words[word] = key === 'loras' ? toLoras(value) : value
  }
  for (const [key, value] of Object.entries(values)) {
    const place = places.get(key) ?? [key]
    const [word = key, ...inner] = place
    if (inner.length === 0) continue
    if (Object.hasOwn(values, word)) problems.push(setTwice(key, String(word)))
    words[word] = put(words[word], inner, value)
  }
  if (problems.length > 0) throw new WorkflowInputsError(problems)
  return words
}

function put(
  into: unknown,
  [step, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown {
  if (step === undefined) return value
  const known = new Map(Object.entries(into ?? {}))
  const changed = put(known.get(String(step)), rest, value)
  return typeof step === 'number' ? [changed] : Object.fromEntries(known.set(step, changed))
}

const toLoras = (value: unknown): unknown =>
  (Array.isArray(value) ? value : [value]).map((one) =>
    typeof one === 'string' ? { name: one } : one,
  )

const setTwice = (key: string, word: string): InputProblem => ({
  key,
  code: 'set_twice',
  message: `"${key}" is a part of "${word}"; set one of them`,
  nearest: [],
})
