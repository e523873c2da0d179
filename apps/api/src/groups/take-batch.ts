import { type BatchCell, type BatchRequest, cellsOf, type Matrix } from '@darkroom/generation'
import { type TakenJob, takeJob } from '../generate/take-job.ts'
import { invalidBody } from '../http/invalid-body.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import type { RunPlanner } from '../workflows/plan-run.ts'
import { listsWithoutBytes, withoutBytes } from '../workflows/without-bytes.ts'
import type { BatchBody } from './batch-schemas.ts'
import { firstWords } from './batch-words.ts'

/** A batch that is ready to be accepted, with its pictures, which are held until it is disposed of. */
export interface TakenBatch extends Disposable {
  readonly request: BatchRequest
}

interface Around {
  readonly given: GivenPictures
  readonly runs: RunPlanner
  readonly signal: AbortSignal
}

/** What a body asks for, once its pictures are there. @throws ProblemError that names the field */
export async function takeBatch(body: BatchBody, around: Around): Promise<TakenBatch> {
  const words = firstWords(body)
  const {
    batch_count: batchCount = 0,
    seed_mode: seedMode,
    base_seed: baseSeed,
    shared_run: sharedRun,
  } = body
  const plan = { batchCount, seedMode, baseSeed, sharedRun }
  using stack = new DisposableStack()
  const request =
    words === undefined
      ? await ofWorkflow(body, around, stack)
      : await ofWords(toPictureWords(words), body.matrix, around, stack)
  const holds = stack.move()
  return { request: { ...plan, ...request }, [Symbol.dispose]: () => holds[Symbol.dispose]() }
}

type Planned = Omit<BatchRequest, 'batchCount'>

async function ofWorkflow(
  { workflow, inputs = {}, matrix }: BatchBody,
  { runs, signal }: Around,
  stack: DisposableStack,
): Promise<Planned> {
  const opened = await runs.openAsked(workflow ?? '')
  const planned = await opened.planMany({ values: inputs, matrix }, signal)
  const { request, seedInputs: seeds } = stack.use(planned)
  if (matrix === undefined && request.seeds?.places.length === 0) {
    const message =
      'makes equal images: the workflow has no seed that is left to be drawn; vary an input by a matrix'
    throw invalidBody({ path: ['batch_count'], message })
  }
  if (typeof workflow !== 'string') return request
  return { ...request, made: { workflow, inputs: withoutBytes(inputs), seeds } }
}

/** The words of a picture, without those of the batch. */
const toPictureWords = ({
  batch_count: _,
  seed_mode: __,
  base_seed: ___,
  shared_run: ____,
  priority: _____,
  inputs: ______,
  webhook: _______,
  ...words
}: NonNullable<ReturnType<typeof firstWords<BatchBody>>>) => words

type PictureWords = Parameters<typeof takeJob>[1]

async function ofWords(
  words: PictureWords,
  matrix: Matrix | undefined,
  around: Around,
  stack: DisposableStack,
): Promise<Planned> {
  const take = async (own: PictureWords): Promise<TakenJob> =>
    stack.use(await takeJob(around.given, own, { signal: around.signal }))
  const { workflow, inputs, files, made } = await take(words)
  // Each picture of the batch tells its own seed.
  const ofEach = made && { ...made, inputs: { ...made.inputs, seed: -1 } }
  const first = { workflow, inputs, files, made: ofEach }
  if (matrix === undefined) return first
  const cells: BatchCell[] = []
  const taken = new Map<string, TakenJob>()
  const shown = listsWithoutBytes(matrix)
  const told = cellsOf(shown)
  for (const values of cellsOf(matrix)) {
    const shownValues = told.next().value ?? {}
    const { pictures, others } = parted(values)
    if (Object.keys(pictures).length === 0) {
      cells.push({ inputs: values, values: shownValues })
      continue
    }
    const form = JSON.stringify(pictures)
    const own = taken.get(form) ?? (await take({ ...words, ...pictures }))
    taken.set(form, own)
    cells.push({
      inputs: { ...own.inputs, ...others },
      values: shownValues,
      files: own.files,
    })
  }
  return { ...first, matrix: shown, cells }
}

const pictureWords: ReadonlySet<string> = new Set([
  'image',
  'mask',
  'mask_mode',
  'references',
  'control',
])

/** The values that refer to pictures, and the others. */
function parted(values: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(values)
  return {
    pictures: Object.fromEntries(entries.filter(([word]) => pictureWords.has(word))),
    others: Object.fromEntries(entries.filter(([word]) => !pictureWords.has(word))),
  }
}
