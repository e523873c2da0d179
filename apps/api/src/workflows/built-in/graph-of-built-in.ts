import type { PromptGraph } from '@darkroom/comfy-graph'
import type { Generation } from '@darkroom/generation'
import { WorkflowInputsError } from '../to-run-graph.ts'
import type { BuiltInLibrary } from './built-in-library.ts'
import { probeOf } from './built-in-models.ts'
import type { BuiltInWorkflow } from './built-in-workflow.ts'

/**
 * The graph of a built-in workflow with its defaults, for the first model that a server can run it with. Pictures have names that
 * every ComfyUI knows.
 * @throws WorkflowInputsError where no server has a model for it
 */
export async function graphOfBuiltIn(
  workflow: BuiltInWorkflow,
  {
    builtIns,
    generation,
  }: {
    readonly builtIns: Pick<BuiltInLibrary, 'modelOf'>
    readonly generation: Pick<Generation, 'foresee'>
  },
): Promise<PromptGraph> {
  const model = await builtIns.modelOf(workflow)
  if (model === undefined) {
    const of = workflow.family === undefined ? '' : ` of ${workflow.family.title}`
    const message = `No server can run it with a model${of}; GET /api/workflows/${workflow.name} says what is missing`
    throw new WorkflowInputsError([{ key: 'model', code: 'missing_input', message, nearest: [] }])
  }
  const picture = 'example.png'
  const inputs = probeOf(workflow.task, { model, picture, prompt: 'a lighthouse on a cliff' })
  const files = [{ name: picture, upload: '0'.repeat(64) }]
  return (await generation.foresee({ workflow: workflow.task, inputs, files })).graph
}
