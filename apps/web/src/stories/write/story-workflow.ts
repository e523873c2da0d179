import type { Workflow, WorkflowInput } from '../../api/types.ts'

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
