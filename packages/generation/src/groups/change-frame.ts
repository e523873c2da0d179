import type { Inputs } from '@darkroom/workflow-builder'
import { textsOf } from '../job/inputs.ts'
import type { JobView } from '../job/job-view.ts'
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

/** The frame to make anew: as it was sent, with the changes, and with a new seed unless they name one. */
export function changedFrame(
  {
    workflow,
    inputs,
    files,
    part,
    template,
  }: Pick<JobView, 'workflow' | 'inputs' | 'files' | 'part' | 'template'>,
  { prompt, description, shotType, inputs: changes = {} }: FrameChange,
  { prefix, lost = new Set() }: ChangeFacts,
): PlannedMember {
  if (part?.kind !== 'sequence') throw new TypeError('Only frames of a sequence are made anew')
  // A template has both texts, also where the workflow has an input for one alone.
  const asSent = Object.entries({ ...template }).filter(([word]) => Object.hasOwn(inputs, word))
  const before = template?.prompt ?? textsOf(inputs).prompt
  const told = describeChanged(part, { before, now: prompt ?? before, prefix })
  return {
    ...(changes.model === undefined ? { workflow } : { workflow: taskOf(workflow) }),
    inputs: {
      ...without(lost, inputs),
      ...without(lost, Object.fromEntries(asSent)),
      ...changes,
      seed: resolveSeed(seedIn(changes)),
      ...(prompt === undefined ? {} : { prompt }),
    },
    files,
    part: {
      ...part,
      description: description ?? told.description,
      shotType: shotType ?? told.shotType,
    },
  }
}

/** Whether the changed frame is made as it was before: by the same model, with no word that its workflow did not have. */
export const keepsWorkflow = (
  { inputs }: Pick<JobView, 'inputs'>,
  { inputs: changes = {} }: FrameChange,
): boolean =>
  changes.model === undefined &&
  Object.keys(changes).every((word) => word === 'seed' || Object.hasOwn(inputs, word))

const without = (lost: ReadonlySet<string>, inputs: Inputs): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([word]) => !lost.has(word)))

const seedIn = ({ seed }: Inputs): number => (typeof seed === 'number' ? seed : -1)
