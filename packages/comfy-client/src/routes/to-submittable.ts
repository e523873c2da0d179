import { isRecord } from '@darkroom/foundation'
import type { Submission } from '../comfy-client.ts'
import { ComfyError } from '../errors.ts'
import type { PromptGraph } from '../prompt-graph.ts'

const canonicalUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The body of `POST /prompt`, without fields that are known to block or kill a server. */
export function toSubmittable({
  graph,
  promptId,
  clientId,
  extraData,
  front,
  number,
  partialExecutionTargets,
}: Submission): Readonly<Record<string, unknown>> {
  if (!canonicalUuid.test(promptId)) {
    throw new ComfyError(`promptId must be a canonical lowercase UUID, not "${promptId}"`)
  }
  if (typeof clientId !== 'string' || clientId === '') {
    throw new ComfyError('clientId must be a string that is not empty')
  }
  return {
    prompt: toSubmittableGraph(graph),
    prompt_id: promptId,
    client_id: clientId,
    // `null` in `extra_data` breaks everyone's job list, or the server's worker.
    ...(extraData ? { extra_data: withoutNulls(extraData) } : {}),
    ...(front ? { front: true } : {}),
    ...(number === undefined ? {} : { number }),
    ...(partialExecutionTargets ? { partial_execution_targets: partialExecutionTargets } : {}),
  }
}

/**
 * The graph with only class and inputs of each node. A node without `inputs` kills the server's worker; `is_changed`,
 * which images carry in their metadata, would freeze the node's change detection.
 */
export function toSubmittableGraph(graph: PromptGraph): PromptGraph {
  if (Array.isArray(graph.nodes) && Array.isArray(graph.links)) {
    throw new ComfyError(
      'This is a workflow as the ComfyUI page saves it; a graph in API format is needed',
    )
  }
  return Object.fromEntries(
    Object.entries(graph).map(([nodeId, node]) => {
      if (typeof node?.class_type !== 'string') {
        throw new ComfyError(`Node ${nodeId} has no class_type: this is no graph in API format`)
      }
      const { class_type, inputs = {}, _meta } = node
      return [nodeId, { class_type, inputs: inputs ?? {}, ...(_meta ? { _meta } : {}) }]
    }),
  )
}

const withoutNulls = (
  extraData: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(extraData)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [
        key,
        key === 'extra_pnginfo' && isRecord(value) ? withoutNulls(value) : value,
      ]),
  )
