import type { Inputs } from '@darkroom/workflow-builder'
import { recipeOf, textsOf } from '../job/inputs.ts'
import type { JobView } from '../job/job-view.ts'
import type { MadeBy } from '../job/made-by.ts'
import { resolveSeed } from '../job/seeds.ts'
import { taskOf } from '../job/task-of.ts'
import { describeChanged } from './describe-frame.ts'
import type { PlannedMember } from './group-members.ts'
import type { FrameChange } from './group-request.ts'

interface ChangeFacts {
  /** Beginning of every prompt of the story. */
  readonly prefix: string
  /** The words of the frame that mean nothing to the model that it is made with now. Default: none. */
  readonly lost?: ReadonlySet<string>
}

type Frame = Pick<JobView, 'workflow' | 'inputs' | 'files' | 'made' | 'part' | 'template'>

/** The frame to make anew: as it was sent, with the changes, and with a new seed unless they name one. */
export function changedFrame(
  frame: Frame,
  change: FrameChange,
  { prefix, lost = new Set() }: ChangeFacts,
): PlannedMember {
  const { inputs, files = [], made, part, template } = frame
  if (part?.kind !== 'sequence') throw new TypeError('Only frames of a sequence are made anew')
  const { prompt, description, shotType, inputs: changes = {}, job } = change
  const before = template?.prompt ?? textsOf(inputs).prompt
  const told = describeChanged(part, { before, now: prompt ?? before, prefix })
  const changed = {
    ...part,
    description: description ?? told.description,
    shotType: shotType ?? told.shotType,
  }
  if (job !== undefined) {
    const seed = job.inputs.seed === -1 ? { seed: resolveSeed(-1) } : {}
    return { ...job, inputs: { ...job.inputs, ...seed }, part: changed }
  }
  // A template has both texts, also where the workflow has an input for one alone.
  const asSent = Object.entries({ ...template }).filter(([word]) => Object.hasOwn(inputs, word))
  const texts = prompt === undefined ? {} : { prompt }
  const now = {
    ...without(lost, inputs),
    ...without(lost, Object.fromEntries(asSent)),
    ...changes,
    ...seedOf(frame, changes),
    ...texts,
  }
  const read = JSON.stringify(now)
  const byName = new Map([...files, ...(change.files ?? [])].map((file) => [file.name, file]))
  const all = [...byName.values()].filter(({ name }) => read.includes(name))
  return {
    workflow: workflowOf(frame, change),
    inputs: now,
    ...(all.length > 0 && { files: all }),
    ...((made ?? change.told) && { made: toldAs(frame, change) }),
    part: changed,
  }
}

const workflowOf = ({ workflow }: Frame, { workflow: other, inputs = {} }: FrameChange): string =>
  other ?? (inputs.model === undefined ? workflow : taskOf(workflow))

/** What is told of the changed frame: its seed is known later. */
const toldAs = (
  { made, workflow: former, inputs: before }: Frame,
  { prompt, inputs, told, workflow = made?.workflow ?? former }: FrameChange,
): MadeBy => ({
  ...made,
  workflow,
  inputs: {
    ...(made?.inputs ?? recipeOf(before)),
    ...(told ?? inputs),
    ...(prompt !== undefined && { prompt }),
  },
})

/** A new seed, where the workflow has one. */
const seedOf = ({ workflow, inputs }: Frame, changes: Inputs): Inputs =>
  workflow === 'graph' && !Object.hasOwn({ ...inputs, ...changes }, 'seed')
    ? {}
    : { seed: resolveSeed(seedIn(changes)) }

/** Whether the changed frame is made as it was before: by the same model, with no word that its workflow did not have. */
export const keepsWorkflow = (
  { inputs }: Pick<JobView, 'inputs'>,
  { inputs: changes = {}, workflow, job }: FrameChange,
): boolean =>
  (workflow ?? job ?? changes.model) === undefined &&
  Object.keys(changes).every((word) => word === 'seed' || Object.hasOwn(inputs, word))

const without = (lost: ReadonlySet<string>, inputs: Inputs): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([word]) => !lost.has(word)))

const seedIn = ({ seed }: Inputs): number => (typeof seed === 'number' ? seed : -1)
