import type { NewInput, PromptGraph } from '@darkroom/comfy-graph'
import { createBreaks } from '@darkroom/foundation'
import { cellsOf, type Matrix } from '@darkroom/generation'
import { applyInputs, type InputProblem } from '@darkroom/workflow-converter'
import { changesBetween, placeOf } from './graph-changes.ts'
import type { RunValues } from './take-pictures.ts'
import { type Luck, toGraph, WorkflowInputsError } from './to-run-graph.ts'
import type { WorkflowReading } from './understand.ts'

/** A workflow with values, and the graph that is made of it. */
export interface BaseGraph {
  readonly reading: WorkflowReading
  readonly values: RunValues
  readonly graph: PromptGraph
  readonly luck: Luck
}

/**
 * What each choice of a matrix changes in the graph, in order. A value is looked at once however many choices it is in; where two
 * lists change the same input, each choice is made by itself.
 * @throws WorkflowInputsError that names list and place
 */
export async function changesOfMatrix(
  base: BaseGraph,
  matrix: Matrix,
): Promise<readonly (readonly NewInput[])[]> {
  const breaks = createBreaks()
  const lists = new Map<string, ReadonlyMap<unknown, readonly NewInput[]>>()
  const problems: InputProblem[] = []
  for (const [key, list] of Object.entries(matrix)) {
    lists.set(key, await changesOfList(base, { key, list, problems, breaks }))
  }
  if (problems.length > 0) throw new WorkflowInputsError(problems, 'matrix')
  const isIndependent = areIndependent([...lists.values()])
  const cells: (readonly NewInput[])[] = []
  for (const values of cellsOf(matrix)) {
    await breaks()
    cells.push(
      isIndependent
        ? Object.entries(values).flatMap(([key, value]) => lists.get(key)?.get(value) ?? [])
        : changed(base, values),
    )
  }
  return cells
}

/** More problems than this are not looked for. */
const mostProblems = 20

/** What each value of a list changes; what is wrong with some goes to the problems. */
async function changesOfList(
  base: BaseGraph,
  {
    key,
    list,
    problems,
    breaks,
  }: {
    readonly key: string
    readonly list: readonly unknown[]
    readonly problems: InputProblem[]
    readonly breaks: () => Promise<void> | undefined
  },
): Promise<ReadonlyMap<unknown, readonly NewInput[]>> {
  const changesOf = listReader(base, key)
  const changes = new Map<unknown, readonly NewInput[]>()
  for (const [index, value] of list.entries()) {
    await breaks()
    if (problems.length >= mostProblems) break
    try {
      if (!changes.has(value)) changes.set(value, changesOf(value))
    } catch (error) {
      if (!(error instanceof WorkflowInputsError)) throw error
      problems.push(...error.problems.map((one) => ({ ...one, key: `${one.key}.${index}` })))
    }
  }
  return changes
}

/** Texts that the editor makes something else of before it sends them. */
const isPlain = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && !/[{}%\\]|\/\/|\/\*/.test(value))

/** Reads the values of one list. Once it is known where they go as they are, the workflow need not be converted for each. */
function listReader(base: BaseGraph, key: string): (value: unknown) => readonly NewInput[] {
  const { source, found } = base.reading
  let seen: readonly NewInput[] = []
  let places: readonly NewInput[] | undefined
  return (value) => {
    if (places !== undefined && isPlain(value)) {
      const applied = applyInputs(source, found, { ...base.values, [key]: value })
      if (applied.kind === 'refused') throw new WorkflowInputsError(applied.problems)
      return places.map(({ nodeId, input }) => ({ nodeId, input, to: toValue(value) }))
    }
    const changes = changed(base, { [key]: value })
    const isAsGiven = changes.length > 0 && changes.every(({ to }) => to === value)
    if (isPlain(value) && isAsGiven) {
      if (isSamePlaces(seen, changes)) places = changes
      seen = changes
    }
    return changes
  }
}

const toValue = (value: unknown): string | number =>
  typeof value === 'number' ? value : String(value)

const isSamePlaces = (some: readonly NewInput[], others: readonly NewInput[]): boolean =>
  some.map(placeOf).join() === others.map(placeOf).join()

/** What other values change in the graph. */
export function changed(
  { reading, values, graph, luck }: BaseGraph,
  others: RunValues,
): readonly NewInput[] {
  const made = toGraph(reading, { ...values, ...others }, luck)
  if (made instanceof Error) throw made
  const changes = changesBetween(graph, made)
  if (changes !== undefined) return changes
  const key = Object.keys(others).join(', ')
  const message = `"${key}" cannot be varied: it changes which nodes there are`
  throw new WorkflowInputsError([{ key, code: 'wrong_type', message, nearest: [] }])
}

function areIndependent(lists: readonly ReadonlyMap<unknown, readonly NewInput[]>[]): boolean {
  const seen = new Set<string>()
  for (const changes of lists) {
    const own = new Set([...changes.values()].flat().map(placeOf))
    for (const place of own) {
      if (seen.has(place)) return false
      seen.add(place)
    }
  }
  return true
}
