import { z } from 'zod'
import type { ComfyEvent, NodeProgress } from '../comfy-event.ts'
import { parseJson } from '../json/parse-json.ts'
import {
  idText,
  jsonObject,
  jsonValue,
  lenientList,
  lenientNumber,
  lenientRecord,
  lenientText,
  lenientTexts,
} from './lenient.ts'
import { readFailure } from './read-failure.ts'
import { filesOfNode, outputSchema } from './read-outputs.ts'
import { readQueueRemaining } from './read-server-facts.ts'

const frameSchema = z.object({ type: z.string(), data: jsonValue.optional() })

/** Frames are hints, so one that would take long to read is not: bytes. */
const longestText = 2 ** 20

/** Reads a text frame. Never throws: an invalid, incomplete or very long one is `unknown`. */
export function readTextEvent(frame: Uint8Array | string): ComfyEvent {
  if (frame.length > longestText) return { type: 'unknown', name: 'too-long', data: null }
  return readText(typeof frame === 'string' ? frame : new TextDecoder().decode(frame))
}

function readText(text: string): ComfyEvent {
  let frame: z.infer<typeof frameSchema>
  try {
    frame = frameSchema.parse(parseJson(text))
  } catch {
    return { type: 'unknown', name: 'unreadable', data: text.slice(0, 1_000) }
  }
  const { type, data = null } = frame
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined
  return read?.(data) ?? { type: 'unknown', name: type, data }
}

const promptId = z.string().min(1)
const optionalId = idText.nullish().catch(undefined)
const timed = { prompt_id: promptId, timestamp: z.number().optional().catch(undefined) }

const reader =
  <T>(schema: z.ZodType<T>, toEvent: (data: T, raw: unknown) => ComfyEvent) =>
  (data: unknown): ComfyEvent | undefined => {
    const read = schema.safeParse(data)
    return read.success ? toEvent(read.data, data) : undefined
  }

const statusReader = reader(
  z.object({ status: z.unknown(), sid: z.string().optional().catch(undefined) }),
  ({ status, sid }) => {
    const queueRemaining = readQueueRemaining(status)
    return {
      type: 'status',
      ...(queueRemaining === undefined ? {} : { queueRemaining }),
      ...(sid === undefined ? {} : { sid }),
    }
  },
)

const executingReader = reader(
  z.object({
    prompt_id: promptId.optional().catch(undefined),
    node: optionalId,
    display_node: optionalId,
  }),
  (data) => ({
    type: 'executing',
    ...(data.prompt_id === undefined ? {} : { promptId: data.prompt_id }),
    ...(data.node == null ? {} : { nodeId: data.node }),
    ...(data.display_node == null ? {} : { displayNodeId: data.display_node }),
  }),
)

const progressReader = reader(
  z.object({
    prompt_id: promptId.optional().catch(undefined),
    node: optionalId,
    value: z.number(),
    max: z.number(),
  }),
  ({ prompt_id, node, value, max }) => ({
    type: 'progress',
    value,
    max,
    ...(prompt_id === undefined ? {} : { promptId: prompt_id }),
    ...(node == null ? {} : { nodeId: node }),
  }),
)

const nodeProgress = z.object({
  value: lenientNumber,
  max: lenientNumber,
  state: lenientText,
  real_node_id: optionalId,
  display_node_id: optionalId,
})

const progressStateReader = reader(
  z.object({ prompt_id: promptId, nodes: lenientRecord(nodeProgress) }),
  ({ prompt_id, nodes }) => ({
    type: 'progress-state',
    promptId: prompt_id,
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([nodeId, node]): [string, NodeProgress] => [
        nodeId,
        {
          nodeId,
          realNodeId: node.real_node_id ?? nodeId,
          displayNodeId: node.display_node_id ?? nodeId,
          state: node.state,
          value: node.value,
          max: node.max,
        },
      ]),
    ),
  }),
)

const executedReader = reader(
  z.object({
    prompt_id: promptId,
    node: idText,
    display_node: optionalId,
    output: outputSchema,
  }),
  ({ prompt_id, node, display_node, output }) => ({
    type: 'executed',
    promptId: prompt_id,
    nodeId: node,
    displayNodeId: display_node ?? node,
    output,
    files: filesOfNode(node, output),
  }),
)

const errorReader = reader(z.object(timed), ({ prompt_id, timestamp }, raw) => {
  const error = readFailure(raw)
  return {
    type: 'execution-error',
    promptId: prompt_id,
    error,
    isTerminal: error.exceptionType !== 'ExecutionBlocked',
    timestamp,
  }
})

const interruptedReader = reader(
  z.object({ ...timed, node_id: optionalId, node_type: lenientText, executed: lenientTexts }),
  ({ prompt_id, timestamp, node_id, node_type, executed }) => ({
    type: 'execution-interrupted',
    promptId: prompt_id,
    nodeId: node_id ?? '',
    nodeClass: node_type,
    executed,
    timestamp,
  }),
)

const logsReader = reader(
  z.object({ entries: lenientList(z.object({ t: lenientText, m: lenientText })) }),
  ({ entries }) => ({
    type: 'logs',
    entries: entries.map(({ t, m }) => ({ time: t, message: m })),
  }),
)

const readers: Readonly<Record<string, (data: unknown) => ComfyEvent | undefined>> = {
  status: statusReader,
  feature_flags: (data) => ({ type: 'feature-flags', features: jsonObject.parse(data) }),
  execution_start: reader(z.object(timed), ({ prompt_id, timestamp }) => ({
    type: 'execution-start',
    promptId: prompt_id,
    timestamp,
  })),
  execution_cached: reader(z.object({ ...timed, nodes: lenientTexts }), (data) => ({
    type: 'execution-cached',
    promptId: data.prompt_id,
    nodes: data.nodes,
    timestamp: data.timestamp,
  })),
  executing: executingReader,
  progress: progressReader,
  progress_state: progressStateReader,
  executed: executedReader,
  execution_success: reader(z.object(timed), ({ prompt_id, timestamp }) => ({
    type: 'execution-success',
    promptId: prompt_id,
    timestamp,
  })),
  execution_error: errorReader,
  execution_interrupted: interruptedReader,
  logs: logsReader,
}
