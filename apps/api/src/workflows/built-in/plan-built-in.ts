import type { Generation, JobRequest } from '@darkroom/generation'
import type { GivenPictures } from '../../inputs/asked-picture.ts'
import { planEach } from '../plan-each.ts'
import { planEachFrame } from '../plan-frames.ts'
import type { RunnableWorkflow } from '../plan-run.ts'
import type { RunValues } from '../take-pictures.ts'
import { WorkflowInputsError } from '../to-run-graph.ts'
import { withoutBytes } from '../without-bytes.ts'
import type { BuiltInLibrary } from './built-in-library.ts'
import type { BuiltInWorkflow } from './built-in-workflow.ts'
import { takeWords } from './take-words.ts'
import { textToImageOf } from './text-to-image-of.ts'
import { toWords } from './to-words.ts'

export interface BuiltInParts {
  readonly builtIns: Pick<BuiltInLibrary, 'modelOf'>
  readonly generation: Pick<Generation, 'modelFamily'>
  readonly given: GivenPictures
}

/** A built-in workflow to be run: what it takes are the words of `POST /api/generate`. */
export const runnableBuiltIn = (
  workflow: BuiltInWorkflow,
  { builtIns, generation, given }: BuiltInParts,
): RunnableWorkflow => {
  const plan: RunnableWorkflow['plan'] = async (values, signal = new AbortController().signal) => {
    using stack = new DisposableStack()
    const asked = await withModel(workflow, toWords(values, workflow.inputs), builtIns)
    await checkFamily(workflow, asked.model, generation)
    const { words, files } = stack.use(await takeWords(workflow.task, asked, { given, signal }))
    const holds = stack.move()
    const request: JobRequest = {
      workflow: workflowOf(workflow),
      inputs: words,
      ...(files.length > 0 && {
        files,
        // The inputs have names of files, of which nobody knows where they come from.
        made: { workflow: workflow.task, inputs: withoutBytes(asked), seeds: ['seed'] },
      }),
    }
    return { request, [Symbol.dispose]: () => holds[Symbol.dispose]() }
  }
  return {
    inputs: workflow.inputs,
    task: workflow.task,
    plan,
    planMany: (asked, signal) => planEach(plan, asked, signal),
    planFrames: (asked, signal) => planEachFrame(plan, asked, signal),
  }
}

/** A task, which finds the workflow of the model's family and the files beside it. */
const workflowOf = ({ task, family }: BuiltInWorkflow): string =>
  task === 'text-to-image' ? textToImageOf(family?.id) : task

async function withModel(
  workflow: BuiltInWorkflow,
  words: RunValues,
  builtIns: Pick<BuiltInLibrary, 'modelOf'>,
): Promise<RunValues> {
  const isPlain = workflow.task === 'upscale' && workflow.family === undefined
  if (words.model !== undefined || isPlain) return words
  const model = await builtIns.modelOf(workflow)
  if (model !== undefined) return { ...words, model }
  const of = workflow.family === undefined ? '' : ` of ${workflow.family.title}`
  throw refused(`"model" is missing: no server has a model${of} that could be taken`)
}

/** A workflow of one family takes no model of another. */
async function checkFamily(
  { task, family }: BuiltInWorkflow,
  model: unknown,
  generation: Pick<Generation, 'modelFamily'>,
): Promise<void> {
  if (family === undefined || typeof model !== 'string') return
  const detected = await generation.modelFamily(model)
  if (detected === undefined || detected.family.id === family.id) return
  throw refused(
    `"model" must be of ${family.title}, and ${JSON.stringify(model)} is of ${detected.family.title}; run ${task}, or ${task}-${detected.family.id}`,
  )
}

const refused = (message: string): WorkflowInputsError =>
  new WorkflowInputsError([{ key: 'model', code: 'not_a_choice', message, nearest: [] }])
