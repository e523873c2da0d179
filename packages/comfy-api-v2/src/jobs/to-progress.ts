import type { JobProgress } from '@darkroom/door-ports'
import type { WireProgress } from '../wire.ts'
import type { LiveState } from './live-state.ts'

/** Classes of a graph's nodes by their ids; empty where it is not known. */
export type GraphNodes = ReadonlyMap<string, string>

const countOf = (number: number): number | null => (number > 0 ? Math.trunc(number) : null)

function messageOf(
  { stage, step, steps }: Pick<JobProgress, 'stage' | 'step' | 'steps'>,
  nodeClass: string | null,
): string | null {
  const what = nodeClass ?? (stage === '' ? null : stage)
  return what !== null && steps > 0 ? `${what} ${step}/${steps}` : what
}

const notBegun: JobProgress = { value: 0, step: 0, steps: 0, stage: '' }

/** A whole snapshot: one is enough for who has missed all before it. */
export function toProgress(
  progress: JobProgress = notBegun,
  { live, nodes }: { readonly live: LiveState; readonly nodes: GraphNodes },
): WireProgress {
  const { current } = live
  const nodeClass = current === undefined ? null : (nodes.get(current) ?? null)
  // Nodes that others expand into are not of the graph, and would be more than there are.
  const done = nodes.size === 0 ? live.done : [...live.done].filter((id) => nodes.has(id))
  return {
    value: Math.min(1, Math.max(0, progress.value)),
    nodes_done: [...done].length,
    nodes_total: nodes.size,
    current_node: current ?? null,
    current_node_class: nodeClass,
    step: countOf(progress.step),
    steps: countOf(progress.steps),
    message: messageOf(progress, nodeClass),
  }
}
