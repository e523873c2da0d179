import type { FrameRequest, Generation, SequenceRequest } from '@darkroom/generation'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import { bestRequest } from './best-request.ts'
import { toSet } from './graph-changes.ts'
import { changed } from './matrix-changes.ts'
import type { OpenWorkflow } from './opened-workflows.ts'
import type { RunnableWorkflow } from './plan-run.ts'
import { baseOf, distinct, seedsIn } from './plan-runs.ts'
import { type RunValues, type TakenValues, takePictures } from './take-pictures.ts'
import { toRunGraphs, WorkflowInputsError } from './to-run-graph.ts'

/** Runs of a workflow one after the other, each with values of its own beside those of all. */
export interface AskedFrames {
  readonly values: RunValues
  /** `field` is that of the body which has the values. */
  readonly frames: readonly { readonly values: RunValues; readonly field: string }[]
}

/** Frames that are ready to be accepted together; to be disposed afterwards. */
export interface PlannedFrames extends Disposable {
  readonly request: Pick<SequenceRequest, 'workflow' | 'inputs' | 'seeds'>
  readonly frames: readonly Pick<FrameRequest, 'workflow' | 'inputs' | 'files'>[]
  /** The names of the inputs that have the seed of each. */
  readonly seedInputs: readonly string[]
}

interface Around {
  readonly given: GivenPictures
  readonly generation: Pick<Generation, 'check'>
  readonly signal: AbortSignal
}

/**
 * Plans the frames: one graph, that of the first, and what each of the others has otherwise in it.
 * @throws NotConvertibleError, WorkflowInputsError, ProblemError
 */
export async function planFrames(
  workflow: OpenWorkflow,
  { values, frames }: AskedFrames,
  { given, generation, signal }: Around,
): Promise<PlannedFrames> {
  using stack = new DisposableStack()
  const shared = stack.use(await takePictures(workflow, values, { given, signal }))
  const own: { readonly field: string; readonly taken: TakenValues }[] = []
  for (const frame of frames) {
    const taken = await inFrame(frame.field, () =>
      takePictures(workflow, frame.values, { given: named(given, frame.field), signal }),
    )
    own.push({ field: frame.field, taken: stack.use(taken) })
  }
  const valuesOf = (index: number): RunValues => ({ ...shared.values, ...own[index]?.taken.values })
  const best = await inFrame(frames[0]?.field, async () => {
    const graphs = toRunGraphs(workflow.readings, valuesOf(0))
    const requests = graphs.map(({ text, reading }) => ({
      workflow: 'graph',
      inputs: { graph: text },
      files: distinct([...shared.files, ...(own[0]?.taken.files ?? [])]),
      reading,
    }))
    return await bestRequest(requests, generation)
  })
  const first = baseOf(best.reading, valuesOf(0))
  // The others differ from it by what they have beside the values of all.
  const base = { ...first, values: shared.values }
  const names = new Set([
    ...Object.keys(values),
    ...frames.flatMap((one) => Object.keys(one.values)),
  ])
  const { seedInputs, ...seeds } = seedsIn(first, names, valuesOf(0))
  const planned = []
  for (const { field, taken } of own) {
    const changes = await inFrame(field, async () => changed(base, taken.values))
    const read = JSON.stringify({ ...shared.values, ...taken.values })
    const files = distinct([...shared.files, ...taken.files]).filter(({ name }) =>
      read.includes(name),
    )
    planned.push({ inputs: { set: toSet(changes) }, ...(files.length > 0 && { files }) })
  }
  const holds = stack.move()
  return {
    request: {
      workflow: 'graph',
      inputs: { graph: JSON.stringify(first.graph), set: {} },
      seeds,
    },
    frames: planned,
    seedInputs,
    [Symbol.dispose]: () => holds[Symbol.dispose](),
  }
}

/** Plans the frames one by one, for a workflow whose runs have little in common to be kept once. */
export async function planEachFrame(
  plan: RunnableWorkflow['plan'],
  { values, frames }: AskedFrames,
  signal: AbortSignal,
): Promise<PlannedFrames> {
  using stack = new DisposableStack()
  const planned = []
  for (const { values: own, field } of frames) {
    const run = await inFrame(field, () => plan({ ...values, ...own }, signal))
    const { workflow, inputs, files } = stack.use(run).request
    planned.push({ workflow, inputs, files })
  }
  const [first] = planned
  const holds = stack.move()
  return {
    request: { workflow: first?.workflow ?? '', inputs: {} },
    frames: planned,
    seedInputs: ['seed'],
    [Symbol.dispose]: () => holds[Symbol.dispose](),
  }
}

/** Pictures whose fields are told as those of a frame. */
const named = (given: GivenPictures, field: string): GivenPictures => ({
  take: (asked, signal) =>
    given.take(
      asked.map((one) => ({ ...one, path: one.path.replace(/^inputs/, field) })),
      signal,
    ),
})

/** What is wrong with the values of a frame names its field. */
async function inFrame<T>(field: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toldOfFrame(error, field)
  }
}

const toldOfFrame = (error: unknown, field: string | undefined): unknown =>
  error instanceof WorkflowInputsError && field !== undefined
    ? new WorkflowInputsError(error.problems, field, { cause: error })
    : error
