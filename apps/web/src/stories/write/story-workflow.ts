import type { Workflow, WorkflowInput } from '../../api/types.ts'
import type { FieldRefusal } from '../../ui/problem.ts'
import { missingOf } from '../../workflows/form/values.ts'
import type { StoryDraft } from './story-draft.ts'

/** A workflow that makes frames, and which of its inputs are for what. */
export interface StoryWorkflow {
  readonly workflow: Workflow
  readonly inputs: readonly WorkflowInput[]
  readonly hidden: readonly WorkflowInput[]
  /** What can be given: all but the prompt; undefined where it has no input for the prompt. */
  readonly all: readonly WorkflowInput[] | undefined
  /** Those for the picture before. */
  readonly pictures: readonly WorkflowInput[]
}

/** The input that has the prompt of a frame; undefined where the workflow has none. */
export function promptInput({
  inputs,
  hidden_inputs: hidden,
}: Pick<Workflow, 'inputs' | 'hidden_inputs'>): WorkflowInput | undefined {
  const all = [...inputs, ...hidden]
  return all.find(({ key }) => key === 'prompt') ?? all.find(({ role }) => role === 'prompt')
}

/** Whether it can make the frames of a story: it takes a prompt, and makes more than a picture larger. */
export const canTell = (
  workflow: Pick<Workflow, 'inputs' | 'hidden_inputs' | 'task' | 'outputs'>,
): boolean =>
  workflow.task !== 'upscale' &&
  promptInput(workflow) !== undefined &&
  workflow.outputs.some(({ type }) => type === 'image')

/** The inputs beside the prompt, as they are shown and as they are hidden. */
export function otherInputs(workflow: Pick<Workflow, 'inputs' | 'hidden_inputs'>) {
  const prompt = promptInput(workflow)?.key
  const isOther = ({ key }: WorkflowInput): boolean => key !== prompt
  return {
    inputs: workflow.inputs.filter(isOther),
    hidden: workflow.hidden_inputs.filter(isOther),
  }
}

/** The inputs that can have the picture of the frame before. */
export const pictureInputs = ({
  inputs,
  hidden_inputs: hidden,
}: Pick<Workflow, 'inputs' | 'hidden_inputs'>): readonly WorkflowInput[] =>
  [...inputs, ...hidden].filter(({ type }) => type === 'image' || type === 'images')

/** The same inputs for one frame: where it says nothing, what is given for all counts. */
export const inputsOfFrame = (inputs: readonly WorkflowInput[]): readonly WorkflowInput[] =>
  inputs.map((input) => ({ ...input, required: false }))

type Asked = Pick<StoryDraft, 'inputs' | 'frames' | 'previous_frame_as'>

/** What has to be given and is not: neither for all frames, nor for each, nor taken from the frame before. */
export const lackingInputs = (
  { inputs, frames, previous_frame_as }: Asked,
  workflow: Pick<StoryWorkflow, 'inputs'>,
): readonly FieldRefusal[] =>
  missingOf(inputs, workflow.inputs).filter(({ path }) => {
    const own = workflow.inputs.filter(({ key }) => key === path)
    const needing = path === previous_frame_as ? frames.slice(0, 1) : frames
    return needing.some((frame) => missingOf(frame.inputs, own).length > 0)
  })
