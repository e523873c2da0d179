import { exactDigits } from '@darkroom/foundation'
import {
  type BatchRequest,
  cellsOf,
  type Generation,
  type GivenFile,
  type Matrix,
} from '@darkroom/generation'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import { isReference } from '../inputs/is-reference.ts'
import { bestRequest } from './best-request.ts'
import { toSet } from './graph-changes.ts'
import { type BaseGraph, changed, changesOfMatrix } from './matrix-changes.ts'
import type { OpenWorkflow } from './opened-workflows.ts'
import { type RunValues, takePictures } from './take-pictures.ts'
import { drawOnce, placesOf, toGraph, toRunGraphs, WorkflowInputsError } from './to-run-graph.ts'
import { listsWithoutBytes } from './without-bytes.ts'

/** Runs of a workflow that differ in the values of a matrix, or in their seeds alone. */
export interface AskedRuns {
  readonly values: RunValues
  readonly matrix: Matrix | undefined
}

/** Jobs that are ready to be accepted together; to be disposed afterwards. */
export interface PlannedRuns extends Disposable {
  readonly request: Pick<
    BatchRequest,
    'workflow' | 'inputs' | 'files' | 'matrix' | 'cells' | 'seeds'
  >
  /** The names of the inputs that have the seed of each. */
  readonly seedInputs: readonly string[]
}

interface Around {
  readonly given: GivenPictures
  readonly generation: Pick<Generation, 'check'>
  readonly signal: AbortSignal
}

/**
 * Plans many runs: one graph, that of the first, and what each of the others has otherwise in it.
 * @throws NotConvertibleError, WorkflowInputsError, ProblemError
 */
export async function planRuns(
  workflow: OpenWorkflow,
  { values, matrix = {} }: AskedRuns,
  around: Around,
): Promise<PlannedRuns> {
  using stack = new DisposableStack()
  const { given, generation, signal } = around
  const taken = stack.use(await takePictures(workflow, values, { given, signal }))
  const lists = await takeLists(workflow, matrix, { ...around, stack })
  const [first = {}] = cellsOf(lists.matrix)
  const all = { ...taken.values, ...first }
  const files = distinct([...taken.files, ...lists.files])
  const graphs = ofMatrix(matrix, () => toRunGraphs(workflow.readings, all))
  const best = await bestRequest(
    graphs.map(({ text, reading }) => ({
      workflow: 'graph',
      inputs: { graph: text },
      files,
      reading,
    })),
    generation,
  )
  const base = baseOf(best.reading, all)
  const names = new Set([...Object.keys(values), ...Object.keys(matrix)])
  const { seedInputs, ...seeds } = seedsIn(base, names, values)
  const changes = await changesOfMatrix(base, lists.matrix)
  const shown = listsWithoutBytes(matrix)
  const told = cellsOf(shown)
  const holds = stack.move()
  return {
    request: {
      workflow: 'graph',
      inputs: { graph: JSON.stringify(base.graph), set: {} },
      ...(files.length > 0 && { files }),
      seeds,
      ...(Object.keys(matrix).length > 0 && {
        matrix: shown,
        cells: changes.map((own) => ({
          inputs: { set: toSet(own) },
          values: told.next().value ?? {},
        })),
      }),
    },
    seedInputs,
    [Symbol.dispose]: () => holds[Symbol.dispose](),
  }
}

export function baseOf(reading: BaseGraph['reading'], values: RunValues): BaseGraph {
  const luck = drawOnce()
  const graph = toGraph(reading, values, luck)
  if (graph instanceof Error) throw graph
  return { reading, values, graph, luck }
}

/** The lists with names of files in place of pictures. */
async function takeLists(
  workflow: OpenWorkflow,
  matrix: Matrix,
  { given, signal, stack }: Around & { readonly stack: DisposableStack },
): Promise<{
  readonly matrix: Matrix
  readonly files: readonly GivenFile[]
}> {
  const files: GivenFile[] = []
  const lists: [string, unknown[]][] = []
  for (const [key, list] of Object.entries(matrix)) {
    const names: unknown[] = []
    for (const [index, value] of list.entries()) {
      if (!isReference(value) && !Array.isArray(value)) {
        names.push(value)
        continue
      }
      const at: GivenPictures = {
        take: (asked, until) =>
          given.take(
            asked.map((one) => ({ ...one, path: `matrix.${key}.${index}` })),
            until,
          ),
      }
      const taken = stack.use(await takePictures(workflow, { [key]: value }, { given: at, signal }))
      files.push(...taken.files)
      names.push(taken.values[key])
    }
    lists.push([key, names])
  }
  return { matrix: Object.fromEntries(lists), files }
}

export const distinct = (files: readonly GivenFile[]): readonly GivenFile[] => [
  ...new Map(files.map((file) => [file.name, file])).values(),
]

/** Where the seed of a run goes: its seed, and what else the editor would draw anew for each run. */
export function seedsIn(
  base: BaseGraph,
  names: ReadonlySet<string>,
  values: RunValues,
): NonNullable<BatchRequest['seeds']> & Pick<PlannedRuns, 'seedInputs'> {
  const { inputs, hidden } = base.reading.found
  const givenAs = (input: WorkflowInput): string | undefined =>
    [input.key, ...placesOf(input)].find((name) => names.has(name))
  const open = [...inputs, ...hidden].filter((input) => {
    const given = givenAs(input)
    return isDrawn(input) && (given === undefined || isChosenLater(values[given]))
  })
  const places = open.flatMap((input) => {
    const probe = probeOf(base, input)
    return changed(base, { [input.key]: probe }).filter(({ to }) => to === probe)
  })
  const most = Math.min(Number.MAX_SAFE_INTEGER, ...open.map(({ maximum = 2 ** 53 }) => maximum))
  return {
    places: places.map(({ nodeId, input }) => ({ nodeId, input })),
    most,
    seedInputs: open.map((input) => givenAs(input) ?? input.key),
  }
}

const isDrawn = ({ key, role, type, control }: WorkflowInput): boolean =>
  type === 'seed' && (key === 'seed' || role === 'seed' || control === 'randomize')

const isChosenLater = (value: unknown): boolean => value === -1 || value === '-1'

/** A seed that is not there yet. */
function probeOf({ graph }: BaseGraph, { targets, minimum = 0 }: WorkflowInput): number {
  const taken = new Set(
    targets.map(
      ({ path, name }) => exactDigits(graph[path]?.inputs[name]) ?? graph[path]?.inputs[name],
    ),
  )
  for (let probe = Math.max(0, Math.ceil(minimum)) + 1; ; probe++)
    if (!taken.has(probe)) return probe
}

/** The first choice is the graph that others differ from: what is wrong with it is told of the lists that it is from. */
function ofMatrix<T>(matrix: Matrix, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toldOfLists(error, matrix)
  }
}

function toldOfLists(error: unknown, matrix: Matrix): unknown {
  const isOfLists =
    error instanceof WorkflowInputsError &&
    error.problems.every(({ key }) => Object.hasOwn(matrix, key))
  if (!isOfLists) return error
  const problems = error.problems.map((one) => ({ ...one, key: `${one.key}.0` }))
  return new WorkflowInputsError(problems, 'matrix', { cause: error })
}
