import { isRecord, parseExactJson } from '@darkroom/foundation'
import { z } from 'zod'
import { ApiV2Error, invalidRequest, invalidWorkflow } from '../errors/api-v2-error.ts'
import { isDeeperThan } from '../graph/json-spans.ts'

/** Levels of nesting: what ComfyUI's graphs have, and a few more. */
const mostLevels = 64

export interface Submission {
  /** The workflow as a value, with numbers that are exact. */
  readonly workflow: Readonly<Record<string, unknown>>
  readonly priority: number | undefined
  readonly metadata: string | undefined
}

const bodySchema = z.object({
  workflow: z.custom<Readonly<Record<string, unknown>>>(isRecord, {
    error: 'must be a graph in the API format: an object of nodes by their ids',
  }),
  // What comfy-api-proxy takes besides: both are told again with the job.
  priority: z.number().min(-1e6).max(1e6).nullish(),
  metadata: z.string().max(1024).nullish(),
  // The specification reserves these, and asks that they are refused until they mean something.
  webhook_url: z
    .null({ error: 'is not supported: follow the events of the job, or ask for it' })
    .optional(),
  inputs: z.null({ error: 'is not supported: put the values into the workflow' }).optional(),
})

function parse(text: string): unknown {
  if (isDeeperThan(mostLevels, text)) {
    throw invalidWorkflow(`The body is nested deeper than ${mostLevels} levels.`)
  }
  try {
    return parseExactJson(text)
  } catch (cause) {
    throw invalidRequest('The body is not JSON.', {
      hint: 'Send {"workflow": …} with a graph in the API format.',
      cause,
    })
  }
}

/** What the editor saves has a list of nodes; a graph for the API has each node under its id. */
const isOfEditor = (workflow: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(workflow.nodes)

/** The body of `POST /jobs`. Unknown fields are ignored. */
export function readSubmission(text: string): Submission {
  const { data, error } = bodySchema.safeParse(parse(text))
  if (data === undefined) {
    const [issue] = error.issues
    const path = issue?.path.join('.') || 'body'
    const message = issue?.message ?? 'is wrong'
    const options = { parts: [{ path, message }], cause: error }
    throw path === 'workflow'
      ? invalidWorkflow(`workflow ${message}.`, options)
      : invalidRequest(`${path} ${message}.`, options)
  }
  const { workflow, priority, metadata } = data
  if (isOfEditor(workflow)) {
    throw new ApiV2Error(
      422,
      'workflow_format_ui',
      'The workflow is one as the editor of ComfyUI saves it, not a graph in the API format.',
      {
        hint: 'Export it with "Export (API)", or put the file into the folder of workflows and run it by its name.',
      },
    )
  }
  if (Object.keys(workflow).length === 0) throw invalidWorkflow('The workflow has no nodes.')
  return { workflow, priority: priority ?? undefined, metadata: metadata ?? undefined }
}
