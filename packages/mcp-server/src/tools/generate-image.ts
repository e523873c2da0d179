import type { AskedJob } from '@darkroom/door-ports'
import { z } from 'zod'
import { previewsNote, resultSchema } from '../jobs/job-result.ts'
import { submitAndWait } from '../jobs/submit-and-wait.ts'
import { count, submitArguments } from '../jobs/submit-arguments.ts'
import { chooseModel } from '../models/choose-model.ts'
import { defineTool } from '../server/define-tool.ts'
import { type Call, makes, type Tool } from '../tool.ts'
import { paintArguments, prompt, sizeArguments } from '../words/recipe-arguments.ts'
import { given, toWords } from '../words/to-words.ts'
import { withLoraFiles } from '../words/with-lora-files.ts'
import { knownWorkflow } from '../workflows/known-workflow.ts'
import { wordsToInputs } from '../workflows/to-inputs.ts'

const input = z.object({
  prompt,
  ...paintArguments,
  ...sizeArguments,
  workflow: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('name of list_workflows that paints it. Default: what suits the model.'),
  n: count,
  ...submitArguments,
})

export const generateImage: Tool = defineTool({
  name: 'generate_image',
  title: 'Generate an image',
  description: `Paints a picture from a text. ${previewsNote} To change a picture, use edit_image.`,
  annotations: makes,
  input,
  output: resultSchema,
  run: async (args, call) =>
    submitAndWait(await toJob(args, call), { tool: 'generate_image', args }, call),
})

async function toJob(
  { workflow: name, n: _, wait_seconds: __, idempotency_key: ___, ...said }: z.output<typeof input>,
  call: Call,
): Promise<AskedJob> {
  const words = await withLoraFiles(said, call)
  if (name === undefined) {
    const model = await chooseModel(words.model, call)
    return { words: { ...toWords(words), model }, literal: true }
  }
  const workflow = await knownWorkflow(name, call)
  // A workflow has its sides apart.
  const { width, height, ...others } = words
  const asked = given({ ...toWords(others), width, height })
  return { workflow: workflow.name, inputs: wordsToInputs(asked, workflow) }
}
