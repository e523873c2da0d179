import { type PromptGraph, setInputs } from '@darkroom/comfy-graph'
import { didYouMean, type Json, nearestNames } from '@darkroom/foundation'
import type { EditorWorkflow } from '../editor/editor-workflow.ts'
import { type NewValue, withValues } from '../editor/set-values.ts'
import { checkValue, type InputProblem } from './check-value.ts'
import { inputAt, placeKeys } from './input-at.ts'
import type { InputSource } from './input-source.ts'
import { narrowed } from './limits.ts'
import { partOfLoras } from './lora-list.ts'
import { indexValues, keyOfPlace, type ValueIndex } from './value-index.ts'
import type { FoundInputs, InputLimits, WorkflowInput } from './workflow-input.ts'

/** A workflow with its new values; or all that is wrong with them. */
export type AppliedInputs =
  | {
      readonly kind: 'workflow'
      /** To be converted again. */
      readonly workflow: EditorWorkflow
      readonly values: readonly NewValue[]
    }
  | {
      /** The workflow is a prompt, without the editor's part. */
      readonly kind: 'graph'
      readonly graph: PromptGraph
      readonly values: readonly NewValue[]
    }
  | { readonly kind: 'refused'; readonly problems: readonly InputProblem[] }

export interface ApplyOptions {
  /** What a seed of −1 is: drawn by the caller, who may have to know it again. Without it −1 is a number like others. */
  readonly chooseSeed?: (input: WorkflowInput) => number | bigint
}

/** The most unknown names that similar ones are proposed for. */
const mostProposals = 20

/**
 * Sets values by their inputs' keys, or by their places (`57:3.seed`). Nothing is set unless all of it can be; what is
 * required and has no value is missed.
 */
export function applyInputs(
  source: InputSource,
  found: Pick<FoundInputs, 'inputs' | 'hidden'>,
  given: Readonly<Record<string, unknown>>,
  { chooseSeed }: ApplyOptions = {},
): AppliedInputs {
  const inputNamed = inputFinder(source, found)
  const problems: InputProblem[] = []
  const values = new Map<string, NewValue & { readonly key: string }>()
  for (const [key, told] of Object.entries(given)) {
    // To look for similar names among thousands takes longer than all the rest, and nobody reads so many.
    const input = inputNamed(key, { proposes: problems.length < mostProposals })
    if ('code' in input) {
      problems.push(input)
      continue
    }
    const checked = checkValue(input, drawn(input, told, chooseSeed))
    if (checked.problem !== undefined) {
      problems.push({ ...checked.problem, key })
      continue
    }
    for (const one of valuesAt(input, checked.value)) {
      const place = keyOfPlace(one)
      const earlier = values.get(place)
      if (earlier !== undefined) problems.push(setTwice(key, earlier.key))
      values.set(place, { ...one, key })
    }
  }
  problems.push(...missing(found.inputs, new Set(values.keys())))
  if (problems.length > 0) return { kind: 'refused', problems }
  return applied(source, [...values.values()])
}

/** What a value sets: the same at each of its places, one of a list of pictures each, or what a list of LoRAs says of each. */
const valuesAt = ({ targets, type, choices }: WorkflowInput, value: Json): readonly NewValue[] =>
  targets.flatMap(({ path, name, lora }, index) => {
    if (lora !== undefined) {
      const part = partOfLoras(value, lora, choices)
      return part === undefined ? [] : [{ path, name, value: part }]
    }
    if (type !== 'images' || !Array.isArray(value)) return [{ path, name, value }]
    const one = value[index]
    return one === undefined ? [] : [{ path, name, value: one }]
  })

/** The value, or the seed that the caller chooses for −1. */
const drawn = (
  input: WorkflowInput,
  told: unknown,
  chooseSeed: ApplyOptions['chooseSeed'],
): unknown =>
  input.type === 'seed' && (told === -1 || told === '-1') && chooseSeed !== undefined
    ? chooseSeed(input)
    : told

/** Finds inputs by their keys or places; a problem for a name that there is not. */
function inputFinder(source: InputSource, found: Pick<FoundInputs, 'inputs' | 'hidden'>) {
  const all = [...found.hidden, ...found.inputs]
  const known = new Map(all.map((input) => [input.key, input]))
  let indexed: ValueIndex | undefined
  const index = (): ValueIndex => {
    indexed ??= indexValues(source)
    return indexed
  }
  return (
    key: string,
    { proposes }: { readonly proposes: boolean },
  ): WorkflowInput | InputProblem =>
    known.get(key) ??
    withLimitsOf(all, inputAt(key, source, index)) ??
    unknownInput(key, proposes ? [...known.keys(), ...placeKeys(source.graph)] : [])
}

/** A place within the limits of the inputs that it is a part of, which may be narrower than those of its node. */
function withLimitsOf(
  inputs: readonly WorkflowInput[],
  at: WorkflowInput | undefined,
): WorkflowInput | undefined {
  if (at === undefined) return undefined
  const places = new Set(at.targets.map(keyOfPlace))
  const sharing = inputs.filter(({ targets }) =>
    targets.some((target) => target.channel === undefined && places.has(keyOfPlace(target))),
  )
  return { ...at, ...sharing.reduce<InputLimits>(narrowed, at) }
}

function applied(
  { editor, graph }: InputSource,
  set: readonly (NewValue & { readonly key: string })[],
): AppliedInputs {
  const values = set.map(({ path, name, value }) => ({ path, name, value }))
  if (editor !== undefined) {
    return { kind: 'workflow', workflow: withValues(editor.workflow, values), values }
  }
  const changes = values.map(({ path, name, value }) => ({ nodeId: path, input: name, to: value }))
  return { kind: 'graph', graph: setInputs(graph, changes), values }
}

function unknownInput(key: string, known: readonly string[]): InputProblem {
  const nearest = nearestNames(key, known)
  const message = `There is no input "${key}"${didYouMean(nearest)}`
  return { key, code: 'unknown_input', message, nearest }
}

const setTwice = (key: string, earlier: string): InputProblem => ({
  key,
  code: 'set_twice',
  message: `"${key}" sets the same value as "${earlier}"; set one of them`,
  nearest: [],
})

const missing = (
  inputs: readonly WorkflowInput[],
  set: ReadonlySet<string>,
): readonly InputProblem[] =>
  inputs
    .filter(({ required, targets }) => required && !targets.some((one) => set.has(keyOfPlace(one))))
    .map(({ key, type }) => ({
      key,
      code: 'missing_input',
      message: `"${key}" is missing: the ${type} that the workflow was saved with is not on the server`,
      nearest: [],
    }))
