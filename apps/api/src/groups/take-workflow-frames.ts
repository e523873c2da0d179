import { pictureOfJob } from '@darkroom/generation'
import type { Inputs } from '@darkroom/workflow-builder'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import { invalidBody } from '../http/invalid-body.ts'
import type { RunnableWorkflow, RunPlanner } from '../workflows/plan-run.ts'
import { toldOfRun } from '../workflows/told-of-run.ts'
import { withoutBytes } from '../workflows/without-bytes.ts'
import { framesBefore } from './frame-words.ts'
import type { TakenSequence } from './take-frames.ts'

/** What a sequence of a workflow asks for. */
export interface WorkflowSequence {
  readonly workflow: string | Readonly<Record<string, unknown>>
  readonly inputs?: Inputs | undefined
  readonly prompts: readonly {
    readonly frame_number: number
    readonly prompt: string
    readonly inputs?: Inputs | undefined
  }[]
  readonly previous_frame_as?: string | undefined
}

interface Around {
  readonly runs: RunPlanner
  readonly signal: AbortSignal
}

/**
 * The frames that a workflow makes, each of its own prompt.
 * @throws ProblemError, and what the workflow is refused for
 */
export async function takeWorkflowFrames(
  { workflow, inputs = {}, prompts, previous_frame_as: as }: WorkflowSequence,
  { runs, signal }: Around,
): Promise<TakenSequence> {
  const opened = await runs.openAsked(workflow)
  const promptKey = promptKeyOf(opened)
  for (const [path, values] of [
    [['inputs'], inputs],
    ...prompts.map((frame, index) => [['prompts', index, 'inputs'], frame.inputs ?? {}] as const),
  ] as const) {
    if (Object.hasOwn(values, promptKey)) {
      throw invalidBody({
        path: [...path, promptKey],
        message: 'has no place: each frame has a prompt',
      })
    }
  }
  const previous = as === undefined ? undefined : previousInput(opened, as)
  const before = framesBefore(prompts)
  const ids = prompts.map(() => crypto.randomUUID())
  const shared = partSeed(inputs, opened)
  const own = prompts.map((frame, index) => {
    const { seed, values } = partSeed(frame.inputs ?? {}, opened)
    const former = previous && ids[before[index] ?? -1]
    const texts = { ...values, [promptKey]: frame.prompt }
    const given = previous && (values[previous.key] ?? inputs[previous.key])
    const withFormer = (picture: unknown): Inputs =>
      previous === undefined || former === undefined
        ? texts
        : { ...texts, [previous.key]: beforeOthers(previous, picture, given) }
    return {
      seed,
      former,
      values: withFormer(former && pictureOfJob(former).name),
      told: withFormer({ job: former, index: 0 }),
    }
  })
  const planned = await opened.planFrames(
    {
      values: shared.values,
      frames: own.map(({ values }, index) => ({ values, field: `prompts.${index}.inputs` })),
    },
    signal,
  )
  const { seedInputs: seeds, request } = planned
  return {
    request: { ...request, inputs: { ...request.inputs, seed: shared.seed } },
    frames: planned.frames.map((frame, index) => {
      const { seed, former, told } = own[index] ?? {}
      const late = former === undefined ? [] : [pictureOfJob(former)]
      const files = [...(frame.files ?? []), ...late]
      return {
        ...frame,
        requestId: ids[index],
        inputs: { ...frame.inputs, ...(seed !== undefined && { seed }) },
        ...(files.length > 0 && { files }),
        ...(typeof workflow === 'string' && {
          made: { workflow, inputs: withoutBytes({ ...inputs, ...told }), seeds },
        }),
      }
    }),
    told: (error) => toldOfRun(error, opened),
    [Symbol.dispose]: () => planned[Symbol.dispose](),
  }
}

/** Seeds are those of the sequence and its frames, unless one has more digits than a number. */
function partSeed(
  values: Inputs,
  { inputs }: RunnableWorkflow,
): { readonly seed: number | undefined; readonly values: Inputs } {
  const { seed, ...others } = values
  const isSeed = inputs.some(({ key, type }) => key === 'seed' && type === 'seed')
  return isSeed && Number.isSafeInteger(seed) && typeof seed === 'number'
    ? { seed, values: others }
    : { seed: undefined, values }
}

/** @throws ProblemError when the workflow has no place for the prompt of a frame */
export function promptKeyOf({ inputs, task }: RunnableWorkflow): string {
  if (task === 'upscale')
    throw invalidBody({ path: ['workflow'], message: 'makes pictures larger, and has no prompt' })
  const found =
    inputs.find(({ key }) => key === 'prompt') ?? inputs.find(({ role }) => role === 'prompt')
  if (found !== undefined) return found.key
  throw invalidBody({
    path: ['workflow'],
    message:
      'has no input for the prompt of a frame; call the one that has it `prompt`: PUT /api/workflows/{name}/inputs',
  })
}

const pictureTypes: ReadonlySet<string> = new Set(['image', 'images'])

/** @throws ProblemError when it is no input for a picture */
function previousInput({ inputs }: RunnableWorkflow, key: string): WorkflowInput {
  const found = inputs.find((input) => input.key === key)
  if (found !== undefined && pictureTypes.has(found.type)) return found
  const keys = inputs.flatMap((input) => (pictureTypes.has(input.type) ? [input.key] : []))
  const those = keys.length === 0 ? 'it has none' : `those are ${keys.join(', ')}`
  const message = `is no input of the workflow for a picture: ${those}`
  throw invalidBody({ path: ['previous_frame_as'], message })
}

/** The picture as the value of an input: of one for several it is the first, and those that are given follow. */
const beforeOthers = ({ type }: WorkflowInput, picture: unknown, given: unknown): unknown =>
  type === 'images' ? [picture, ...(Array.isArray(given) ? given : [])] : picture
