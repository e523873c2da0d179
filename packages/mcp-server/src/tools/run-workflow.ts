import { z } from 'zod'
import { previewsNote, resultSchema } from '../jobs/job-result.ts'
import { submitAndWait } from '../jobs/submit-and-wait.ts'
import { count, submitArguments } from '../jobs/submit-arguments.ts'
import { referenceContext } from '../pictures/read-picture.ts'
import { defineTool } from '../server/define-tool.ts'
import { makesFromPictures, type Tool } from '../tool.ts'
import { knownWorkflow } from '../workflows/known-workflow.ts'
import { withReferences } from '../workflows/to-inputs.ts'

export const runWorkflow: Tool = defineTool({
  name: 'run_workflow',
  title: 'Run a workflow',
  description: `Runs a workflow of list_workflows with values for its inputs, which are checked before anything runs. ${previewsNote}`,
  annotations: makesFromPictures,
  input: z.object({
    name: z.string().min(1).max(200).describe('name of list_workflows.'),
    inputs: z
      .record(z.string().max(300), z.unknown())
      .default({})
      .describe(
        'Values by the keys of its inputs; what is left out stays as it was saved. A picture is given as in edit_image. A seed of -1 is drawn.',
      ),
    n: count,
    ...submitArguments,
  }),
  output: resultSchema,
  run: async (args, call) => {
    const workflow = await knownWorkflow(args.name, call)
    const inputs = withReferences(args.inputs, workflow, (path) => referenceContext(path, call))
    const asked = { workflow: workflow.name, inputs }
    return submitAndWait(asked, { tool: 'run_workflow', args }, call)
  },
})
