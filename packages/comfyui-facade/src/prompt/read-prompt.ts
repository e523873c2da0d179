import type { JsonObject } from '@darkroom/foundation'
import { isRecord, numberIn } from '@darkroom/foundation'
import { z } from 'zod'
import { texts } from '../http/read-body.ts'
import { asGraph, isEditorWorkflow, onlyFor, type PromptGraph } from './prompt-graph.ts'
import { invalidPrompt, invalidPromptId, noOutputs, noPrompt } from './prompt-refusal.ts'

/** The body of `POST /prompt`. */
export interface AskedPrompt {
  readonly graph: PromptGraph
  /** Undefined when the client leaves it to us. */
  readonly promptId: string | undefined
  readonly clientId: string | undefined
  /** As the client gave it. */
  readonly number: number | undefined
  readonly front: boolean
  readonly extraData: JsonObject | undefined
  /** What goes into the files beside the graph, such as the workflow of ComfyUI's editor, as JSON text. */
  readonly pngInfo: string | undefined
}

/** Characters of an id that a client makes up. */
const longestId = 200

export function readPrompt(body: Readonly<Record<string, unknown>>): AskedPrompt {
  const extra = isRecord(body.extra_data) ? body.extra_data : {}
  return {
    graph: graphOf(body),
    promptId: promptIdOf(body.prompt_id),
    clientId: clientIdOf(body.client_id ?? extra.client_id),
    number: numberIn(body.number),
    front: body.front === true,
    extraData: smallExtraData(extra),
    pngInfo: pngInfoOf(extra.extra_pnginfo),
  }
}

function graphOf({
  prompt,
  partial_execution_targets: targets,
}: Readonly<Record<string, unknown>>) {
  if (prompt === undefined) throw noPrompt()
  if (isEditorWorkflow(prompt)) {
    throw invalidPrompt(
      "This is a workflow as ComfyUI's editor saves it, not what is run.",
      'Export it in the API format, and send that.',
    )
  }
  const graph = asGraph(prompt)
  if (graph === undefined) {
    throw invalidPrompt('The prompt is not a graph.', 'It is an object of nodes by their ids.')
  }
  const asked = Array.isArray(targets) ? onlyFor(graph, texts(targets)) : graph
  if (Object.keys(asked).length === 0) throw noOutputs()
  return asked
}

function promptIdOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  // ComfyUI turned whatever came into text until its release 0.8.
  const id = typeof value === 'string' ? value : numberIn(value)?.toString()
  if (id === undefined || id.length > longestId) {
    throw invalidPromptId(
      'prompt_id must be a valid UUID',
      'prompt_id must be a UUID string in canonical lowercase hyphenated form; omit it to let the server generate one',
    )
  }
  return id
}

const clientIdOf = (value: unknown): string | undefined => {
  const id = typeof value === 'string' ? value : numberIn(value)?.toString()
  return id === undefined || id === '' ? undefined : id.slice(0, longestId)
}

/** Characters of what goes into the files: as many as a graph may have. What is larger is left out, and the picture is made. */
const mostPngInfo = 524_288

function pngInfoOf(info: unknown): string | undefined {
  if (!isRecord(info)) return undefined
  const text = JSON.stringify(info)
  return text.length > mostPngInfo || text === '{}' ? undefined : text
}

/** Bytes of JSON that are kept with a job to be told again. */
const mostExtraData = 2048

/** Never kept: they are the client's keys to paid services. */
const secrets: ReadonlySet<string> = new Set(['api_key_comfy_org', 'auth_token_comfy_org'])

const plain = z.record(z.string(), z.json())

/** What is small of what the client sent beside its graph: of a workflow its id alone, by which `/api/jobs` is asked. */
function smallExtraData(extra: Readonly<Record<string, unknown>>): JsonObject | undefined {
  const { extra_pnginfo: info, ...rest } = extra
  const workflow = isRecord(info) && isRecord(info.workflow) ? info.workflow.id : undefined
  const kept = {
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => !secrets.has(key))),
    ...(typeof workflow === 'string' && { extra_pnginfo: { workflow: { id: workflow } } }),
  }
  const read = plain.safeParse(kept)
  const isSmall = read.success && JSON.stringify(read.data).length <= mostExtraData
  return isSmall && Object.keys(kept).length > 0 ? read.data : undefined
}
