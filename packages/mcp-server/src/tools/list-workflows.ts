import type { Workflow } from '@darkroom/door-ports'
import { z } from 'zod'
import { defineTool } from '../server/define-tool.ts'
import { reads, type Tool } from '../tool.ts'
import { knownWorkflow } from '../workflows/known-workflow.ts'

const inputSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: z
    .string()
    .describe('text, int, float, boolean, choice, seed, image, mask, model and so on.'),
  required: z.boolean(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  choices: z.array(z.unknown()).optional(),
  more_choices: z.number().optional().describe('How many further choices there are.'),
  help: z.string().optional(),
})

const workflowSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  task: z.string().optional().describe('What it makes of what, such as image-to-video.'),
  source: z.enum(['built_in', 'file']),
  runnable: z.boolean().describe('Whether a server can run it now.'),
  input_keys: z.array(z.string()),
  inputs: z.array(inputSchema).optional().describe('In full; only where name was given.'),
})

const mostListed = 100
const mostChoices = 50

export const listWorkflows: Tool = defineTool({
  name: 'list_workflows',
  title: 'List workflows',
  description:
    'Lists the workflows that run_workflow runs, the user’s own first. Call it again with a name to learn what that workflow’s inputs are: types, defaults, limits.',
  annotations: reads,
  input: z.object({
    name: z.string().min(1).max(200).optional().describe('Only this one, with its inputs in full.'),
    query: z.string().max(200).optional().describe('Words that its name, title or task must have.'),
    runnable_only: z
      .boolean()
      .default(true)
      .describe('Leaves out what no server can run now. Default true.'),
  }),
  output: z.object({ workflows: z.array(workflowSchema), total: z.number() }),
  run: async ({ name, query = '', runnable_only: runnableOnly }, call) => {
    if (name !== undefined) {
      const workflow = await knownWorkflow(name, call)
      const inputs = workflow.inputs.map(inputFacts)
      return { structured: { workflows: [{ ...workflowFacts(workflow), inputs }], total: 1 } }
    }
    const words = query.toLowerCase().split(/\s+/)
    const found = (await call.house.workflows.list()).filter(
      (workflow) => (workflow.runnable || !runnableOnly) && hasWords(workflow, words),
    )
    const ordered = found.toSorted(
      (a, b) => Number(b.source === 'file') - Number(a.source === 'file'),
    )
    const workflows = ordered.slice(0, mostListed).map(workflowFacts)
    return { structured: { workflows, total: found.length } }
  },
})

const hasWords = ({ name, title, task = '' }: Workflow, words: readonly string[]): boolean => {
  const text = `${name} ${title} ${task}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

const workflowFacts = (workflow: Workflow): z.output<typeof workflowSchema> => ({
  name: workflow.name,
  title: workflow.title,
  description: workflow.description === '' ? undefined : workflow.description,
  task: workflow.task,
  source: workflow.source,
  runnable: workflow.runnable,
  input_keys: workflow.inputs.map(({ key }) => key),
})

const inputFacts = (input: Workflow['inputs'][number]): z.output<typeof inputSchema> => {
  const { key, label, type, required, minimum, maximum, help, choices = [] } = input
  const more = choices.length - mostChoices
  return {
    ...{ key, label, type, required, minimum, maximum, help },
    default: input.default,
    choices: choices.length > 0 ? choices.slice(0, mostChoices) : undefined,
    more_choices: more > 0 ? more : undefined,
  }
}
