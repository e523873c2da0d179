import type { ComfyEvent } from '@darkroom/comfy-client'
import type { ComfyMessage } from '@darkroom/door-ports'
import type { JsonObject } from '@darkroom/foundation'

type NodeStates = Extract<ComfyEvent, { readonly type: 'progress-state' }>['nodes']

const toNodes = (nodes: NodeStates, prompt_id: string): JsonObject =>
  Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => [
      id,
      {
        value: node.value,
        max: node.max,
        state: node.state,
        node_id: node.nodeId,
        prompt_id,
        display_node_id: node.displayNodeId,
        parent_node_id: null,
        real_node_id: node.realNodeId,
      },
    ]),
  )

/**
 * An event in the words of ComfyUI's socket, about our job whatever its prompt is called. Undefined for those that are told by the
 * job's own news (its start and end, what nodes made, previews) and for those of no prompt.
 */
export function toComfyMessage(event: ComfyEvent, prompt_id: string): ComfyMessage | undefined {
  switch (event.type) {
    case 'executing': {
      const { nodeId, displayNodeId = nodeId } = event
      if (nodeId === undefined || displayNodeId === undefined) return undefined
      return { type: 'executing', data: { node: nodeId, display_node: displayNodeId, prompt_id } }
    }
    case 'progress': {
      const { nodeId = null, value, max } = event
      return { type: 'progress', data: { value, max, prompt_id, node: nodeId } }
    }
    case 'progress-state':
      return {
        type: 'progress_state',
        data: { prompt_id, nodes: toNodes(event.nodes, prompt_id) },
      }
    case 'execution-cached': {
      const { nodes, timestamp } = event
      const at: JsonObject = timestamp === undefined ? {} : { timestamp }
      return { type: 'execution_cached', data: { nodes: [...nodes], prompt_id, ...at } }
    }
    case 'socket-open':
    case 'socket-lost':
    case 'status':
    case 'feature-flags':
    case 'execution-start':
    case 'preview':
    case 'executed':
    case 'execution-success':
    case 'execution-error':
    case 'execution-interrupted':
    case 'text':
    case 'logs':
    case 'unknown':
      return undefined
  }
}
