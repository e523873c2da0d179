import type { ComfyEvent, NodeProgress } from '../comfy-event.ts'
import type { NodeShare, ProgressStage, ProgressState } from '../progress-state.ts'
import type { PromptGraph } from '../prompt-graph.ts'
import { stageOf, stepsOf, weightOf } from './stage-of.ts'

/** The progress before any event. With `promptId`, events of other jobs are ignored. */
export function initialProgress(
  graph: PromptGraph,
  { promptId }: { readonly promptId?: string } = {},
): ProgressState {
  const nodes = Object.entries(graph)
  const samplers = nodes.filter(([, node]) => stageOf(node) === 'sampling')
  return {
    value: 0,
    step: 0,
    steps: samplers.map(([, node]) => stepsOf(node)).find((steps) => steps !== undefined) ?? 0,
    stage: 'queued',
    nodeId: undefined,
    promptId,
    nodes: Object.fromEntries(
      nodes.map(([nodeId, node]) => [
        nodeId,
        { stage: stageOf(node), weight: weightOf(node), done: 0 },
      ]),
    ),
  }
}

/**
 * The progress after an event; the same object when it changes nothing. Works with `progress`, with
 * `progress-state`, with both, and with neither, when only whole nodes count. Nothing changes after the end.
 */
export function reduceProgress(state: ProgressState, event: ComfyEvent): ProgressState {
  if (isOver(state.stage) || !isOwn(state, event)) return state
  switch (event.type) {
    case 'execution-start':
      return state.stage === 'queued' ? { ...state, stage: 'starting' } : state
    case 'execution-cached':
      return skip(state, event.nodes)
    case 'executing':
      return execute(state, event.nodeId, event.displayNodeId)
    case 'progress':
      return advance(state, event.nodeId ?? state.nodeId, event)
    case 'progress-state':
      return Object.values(event.nodes).reduce(applyNode, state)
    case 'executed':
      return setDone(state, known(state, event.nodeId, event.displayNodeId), 1)
    case 'execution-success':
      return { ...state, value: 1, step: state.steps, stage: 'finished', nodeId: undefined }
    case 'execution-error':
      return event.isTerminal ? { ...state, stage: 'failed' } : state
    case 'execution-interrupted':
      return { ...state, stage: 'interrupted' }
    default:
      return state
  }
}

const isOver = (stage: ProgressStage): boolean =>
  stage === 'finished' || stage === 'failed' || stage === 'interrupted'

const isOwn = ({ promptId }: ProgressState, event: ComfyEvent): boolean =>
  promptId === undefined ||
  !('promptId' in event) ||
  event.promptId === undefined ||
  event.promptId === promptId

/** The id in the submitted graph, for an expanded node with its own id. */
const known = (
  { nodes }: ProgressState,
  ...ids: readonly (string | undefined)[]
): string | undefined => ids.find((id) => id !== undefined && Object.hasOwn(nodes, id))

/** Removes cached nodes, which take no time, so that the others share the whole progress. */
function skip(state: ProgressState, nodeIds: readonly string[]): ProgressState {
  const cached = new Set(nodeIds)
  const nodes = Object.fromEntries(
    Object.entries(state.nodes).map(([nodeId, node]): [string, NodeShare] => [
      nodeId,
      cached.has(nodeId) ? { ...node, weight: 0, done: 1 } : node,
    ]),
  )
  return withValue({ ...state, nodes })
}

function execute(
  state: ProgressState,
  nodeId: string | undefined,
  displayNodeId: string | undefined,
): ProgressState {
  const next = known(state, nodeId, displayNodeId)
  if (next === undefined || next === state.nodeId) return state
  return enter(setDone(state, state.nodeId, 1), next)
}

function enter(state: ProgressState, nodeId: string): ProgressState {
  const stage = state.nodes[nodeId]?.stage
  return stage ? { ...state, nodeId, stage } : state
}

function applyNode(state: ProgressState, node: NodeProgress): ProgressState {
  const id = known(state, node.nodeId, node.realNodeId, node.displayNodeId)
  if (id === undefined) return state
  if (node.state === 'finished') {
    // The end of a part of an expanded node is not the end of the node.
    return id === node.nodeId ? setDone(state, id, 1) : state
  }
  if (node.state !== 'running' || state.nodes[id]?.done === 1) return state
  return advance(enter(state, id), id, node)
}

function advance(
  state: ProgressState,
  nodeId: string | undefined,
  { value, max }: { readonly value: number; readonly max: number },
): ProgressState {
  const share = nodeId === undefined ? undefined : state.nodes[nodeId]
  if (!share || !(max > 0) || !(value >= 0)) return state
  const next = setDone(state, nodeId, Math.min(value / max, 1))
  // Steps are counted neither for the initial 0 of 1 of each node nor for the tiles of a decoder.
  const counts = max > 1 && (share.stage === 'sampling' || !hasSampler(state))
  if (!counts || (next.step === value && next.steps === max)) return next
  return { ...next, step: Math.min(value, max), steps: max }
}

const hasSampler = ({ nodes }: ProgressState): boolean =>
  Object.values(nodes).some(({ stage }) => stage === 'sampling')

function setDone(state: ProgressState, nodeId: string | undefined, done: number): ProgressState {
  const share = nodeId === undefined ? undefined : state.nodes[nodeId]
  if (nodeId === undefined || !share || done <= share.done) return state
  return withValue({ ...state, nodes: { ...state.nodes, [nodeId]: { ...share, done } } })
}

/** Calculates the value, below 1 until the server reports the end. */
function withValue(state: ProgressState): ProgressState {
  let [whole, done] = [0, 0]
  for (const share of Object.values(state.nodes)) {
    whole += share.weight
    done += share.weight * share.done
  }
  const value = whole > 0 ? Math.min(done / whole, 0.99) : 0
  return value > state.value ? { ...state, value } : state
}
