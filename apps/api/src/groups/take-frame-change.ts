import { isRecord } from '@darkroom/foundation'
import {
  type FrameChange,
  type Generation,
  type GivenFile,
  type JobRequest,
  type JobView,
  pictureOfJob,
  type SequenceView,
} from '@darkroom/generation'
import type { Inputs } from '@darkroom/workflow-builder'
import { askedPictures, given } from '../generate/asked-pictures.ts'
import { pictureProblems } from '../generate/choose-task.ts'
import { upscaleProblems } from '../generate/upscale-problems.ts'
import { invalidBody } from '../http/invalid-body.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import type { RunPlanner } from '../workflows/plan-run.ts'
import { withoutBytes } from '../workflows/without-bytes.ts'
import { hasOwnPictures, partWords, taskOfFrame, type Words } from './frame-words.ts'
import type { FrameChangeBody } from './sequence-schemas.ts'
import { promptKeyOf } from './take-workflow-frames.ts'

/** The change of a frame with its pictures, which are held until it is written down. */
export interface TakenChange extends Disposable {
  readonly change: FrameChange
}

interface Around {
  readonly given: GivenPictures
  readonly runs: RunPlanner
  readonly generation: Pick<Generation, 'get'>
  readonly signal: AbortSignal
}

/**
 * What a body asks for of a frame as it stands.
 * @throws ProblemError, and what a workflow is refused for
 */
export async function takeFrameChange(
  body: FrameChangeBody,
  { frame, sequence }: { readonly frame: JobView; readonly sequence: SequenceView },
  around: Around,
): Promise<TakenChange> {
  const told = { prompt: body.prompt, description: body.description, shotType: body.shot_type }
  const { parameters, inputs } = body
  if (inputs !== undefined) {
    const planned = await planAnew(body, { frame, sequence }, around)
    return { ...planned, change: { ...told, job: planned.job } }
  }
  if (!hasOwnPictures(parameters)) {
    return { change: { ...told, inputs: parameters }, [Symbol.dispose]: () => undefined }
  }
  const taken = await takePictures(frame, { ...parameters }, around)
  return { ...taken, change: { ...told, ...taken.change } }
}

/** Pictures in place of those of the frame, or beside them. */
async function takePictures(
  { workflow, inputs }: JobView,
  own: Words,
  { given: sources, signal }: Around,
): Promise<TakenChange> {
  if (workflow === 'graph') {
    const message = 'says something of pictures; of a frame of a workflow they are inputs'
    throw invalidBody({ path: ['parameters'], message })
  }
  // Pictures that the frame has are files by now.
  const words: Words = { ...partWords(inputs).pictures, ...own }
  const task = taskOfFrame(words)
  const problems = [
    ...upscaleProblems(task, { ...words, prompt: '-' }),
    ...pictureProblems(task, words),
  ]
  const [first, ...others] = problems.map(({ path, message }) => ({
    path: ['parameters', ...path],
    message,
  }))
  if (first !== undefined) throw invalidBody(first, ...others)
  const pictures = askedPictures(task, words, { prefix: 'parameters.' })
  const isAsked = pictures.asked.length > 0
  const taken = isAsked ? await sources.take(pictures.asked, signal) : undefined
  const { workflow: _, ...asked } = own
  return {
    change: {
      workflow: task,
      inputs: { ...given(asked), ...pictures.named(taken?.names ?? []) },
      files: taken?.files,
      told: withoutBytes(given(asked)),
    },
    [Symbol.dispose]: () => taken?.[Symbol.dispose](),
  }
}

/** The workflow of the frame with other values for its inputs, as it is now. */
async function planAnew(
  { prompt, inputs = {}, parameters }: FrameChangeBody,
  { frame, sequence }: { readonly frame: JobView; readonly sequence: SequenceView },
  { runs, generation, signal }: Around,
): Promise<Disposable & { readonly job: JobRequest }> {
  const { made } = frame
  if (made === undefined) {
    const message =
      'has no place: the frame was made by no workflow that has a name; change its prompt and parameters'
    throw invalidBody({ path: ['inputs'], message })
  }
  if (parameters !== undefined) {
    const message = 'has no place beside inputs, which are all that a workflow takes'
    throw invalidBody({ path: ['parameters'], message })
  }
  const opened = await runs.open(made.workflow)
  const drawn = Object.fromEntries((made.seeds ?? ['seed']).map((key) => [key, -1]))
  const texts = prompt === undefined ? {} : { [promptKeyOf(opened)]: prompt }
  const former = { ...made.inputs, ...drawn, ...texts }
  const files: GivenFile[] = []
  const standing = new Map(sequence.jobs().map((job) => [job.part?.number, job.requestId]))
  // A picture of another frame is that which stands now.
  const frameOf = (value: unknown): string | undefined => {
    const job = isRecord(value) && typeof value.job === 'string' ? value.job : undefined
    const { part } = (job && generation.get(job)) || {}
    return part?.id === sequence.id ? standing.get(part.number) : undefined
  }
  const values = mapped(former, (value) => {
    const job = frameOf(value)
    if (job === undefined) return value
    const file = pictureOfJob(job)
    files.push(file)
    return file.name
  })
  const told = mapped(former, (value) => {
    const job = frameOf(value)
    return job === undefined ? value : { job, index: 0 }
  })
  const planned = await opened.plan({ ...values, ...inputs }, signal)
  const { request } = planned
  const read = JSON.stringify(request.inputs)
  return {
    job: {
      ...request,
      // Another may be given in place of one of them.
      files: [...(request.files ?? []), ...files.filter(({ name }) => read.includes(name))],
      made: {
        workflow: made.workflow,
        inputs: { ...told, ...withoutBytes(inputs), ...planned.drawn },
        seeds: made.seeds,
      },
    },
    [Symbol.dispose]: () => planned[Symbol.dispose](),
  }
}

/** The values, and those in lists, with others in their place. */
const mapped = (values: Inputs, to: (value: unknown) => unknown): Inputs =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(to) : to(value),
    ]),
  )
