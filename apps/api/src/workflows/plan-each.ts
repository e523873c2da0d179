import { createBreaks } from '@darkroom/foundation'
import { type BatchCell, cellsOf } from '@darkroom/generation'
import type { RunnableWorkflow } from './plan-run.ts'
import type { AskedRuns, PlannedRuns } from './plan-runs.ts'
import { listsWithoutBytes } from './without-bytes.ts'

/** Plans many runs one by one, for a workflow whose runs have little in common to be kept once. */
export async function planEach(
  plan: RunnableWorkflow['plan'],
  { values, matrix }: AskedRuns,
  signal: AbortSignal,
): Promise<PlannedRuns> {
  using stack = new DisposableStack()
  const breaks = createBreaks()
  const cells: BatchCell[] = []
  const [first = {}] = cellsOf(matrix ?? {})
  const { request } = stack.use(await plan({ ...values, ...first }, signal))
  const shown = listsWithoutBytes(matrix ?? {})
  const told = cellsOf(shown)
  for (const own of matrix === undefined ? [] : cellsOf(matrix)) {
    await breaks()
    const { inputs, files } = stack.use(await plan({ ...values, ...own }, signal)).request
    cells.push({ inputs, files, values: told.next().value ?? {} })
  }
  const holds = stack.move()
  return {
    request: {
      ...request,
      ...(matrix !== undefined && { matrix: shown, cells }),
    },
    seedInputs: ['seed'],
    [Symbol.dispose]: () => holds[Symbol.dispose](),
  }
}
