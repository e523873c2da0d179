import type { Workflow } from '@darkroom/door-ports'
import { isRecord, type JsonObject } from '@darkroom/foundation'
import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { resultSchema } from '../jobs/job-result.ts'
import { submitAndWait } from '../jobs/submit-and-wait.ts'
import { submitArguments } from '../jobs/submit-arguments.ts'
import { referenceContext } from '../pictures/read-picture.ts'
import { answerCall, toResult } from '../server/define-tool.ts'
import { toJson, toolOutput } from '../server/tool-input.ts'
import { type Call, makesFromPictures, type Tool } from '../tool.ts'
import type { AskedWorkflowTools } from './asked-workflow-tools.ts'
import { withReferences } from './to-inputs.ts'
import { toolNames } from './tool-names.ts'

const ownArguments = z.object(submitArguments)
const ownSchema = toJson(ownArguments, 'input')
const outputSchema = toolOutput(resultSchema)

/** A tool for each workflow of the user's own that can be run now, or for one: what is built in does what the other tools do. */
export async function workflowTools(
  { house }: Pick<Call, 'house'>,
  asked: AskedWorkflowTools,
): Promise<readonly Tool[]> {
  if (asked === 'none') return []
  const workflows = (await house.workflows.list()).filter(
    ({ source, runnable }) => source === 'file' && runnable,
  )
  const names = toolNames(workflows.map(({ name }) => name))
  const named = workflows.map((workflow) => ({
    workflow,
    name: names.get(workflow.name) ?? workflow.name,
  }))
  return await Promise.all(
    named
      .filter(({ name }) => asked === 'all' || name === asked.name)
      .map(async ({ name, workflow }) =>
        workflowTool(name, workflow, await house.workflows.schema(workflow.name)),
      ),
  )
}

/** Its values are checked where the workflow is run, which knows the names that are nearest. */
function workflowTool(name: string, workflow: Workflow, schema: JsonObject): Tool {
  const inputSchema = argumentsOf(schema)
  return {
    name,
    addTo: (place) => {
      const { title, description, task = '' } = workflow
      place.server.registerTool(
        name,
        {
          title,
          description: [`Runs the workflow ${title}.`, task, description].filter(Boolean).join(' '),
          annotations: makesFromPictures,
          inputSchema,
          outputSchema,
        },
        (given, context) =>
          answerCall(place, context, async (call) =>
            toResult(await run(name, workflow, given, call)),
          ),
      )
    },
  }
}

async function run(name: string, workflow: Workflow, given: Values, call: Call) {
  const args = ownArguments.parse(given)
  const values = Object.fromEntries(Object.entries(given).filter(([key]) => !isOwn(key, workflow)))
  const inputs = withReferences(values, workflow, (path) => referenceContext(path, call))
  const submission = { tool: name, args: { ...values, ...args } }
  return submitAndWait({ workflow: workflow.name, inputs }, submission, call)
}

type Values = Readonly<Record<string, unknown>>

/** Whether an argument is this door's; an input of that key would be the workflow's. */
const isOwn = (key: string, { inputs }: Workflow): boolean =>
  Object.hasOwn(ownArguments.shape, key) && !inputs.some((input) => input.key === key)

/** The schema of the inputs with this door's arguments. */
function argumentsOf(schema: JsonObject): StandardSchemaWithJSON<Values> {
  const own = isRecord(ownSchema.properties) ? ownSchema.properties : {}
  const inputs = isRecord(schema.properties) ? schema.properties : {}
  const json = { ...schema, type: 'object', properties: { ...own, ...inputs } }
  return {
    '~standard': {
      version: 1,
      vendor: 'darkroom',
      jsonSchema: { input: () => json, output: () => json },
      validate: (value) =>
        isRecord(value) ? { value } : { issues: [{ message: 'Arguments must be an object.' }] },
    },
  }
}
