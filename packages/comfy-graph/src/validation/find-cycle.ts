import { asLink, type PromptNode } from '../graph/prompt-graph.ts'
import type { GraphProblem } from './graph-problem.ts'

/** The nodes that depend on themselves, if any, found by repeatedly removing nodes without dependencies. */
export function findCycle(
  nodes: ReadonlyMap<string, PromptNode>,
  reached: ReadonlySet<string>,
): GraphProblem | undefined {
  const waiting = new Map(
    [...reached].map((id) => [
      id,
      sourcesOf(nodes.get(id)).filter((source) => reached.has(source)),
    ]),
  )
  const users = new Map<string, string[]>()
  const open = new Map<string, number>()
  for (const [id, sources] of waiting) {
    open.set(id, sources.length)
    for (const source of sources) users.set(source, [...(users.get(source) ?? []), id])
  }
  const free = [...open].flatMap(([id, count]) => (count === 0 ? [id] : []))
  for (const id of free) {
    open.delete(id)
    for (const user of users.get(id) ?? []) {
      const left = (open.get(user) ?? 0) - 1
      open.set(user, left)
      if (left === 0) free.push(user)
    }
  }
  return open.size === 0 ? undefined : describe(onCycle(open, waiting), nodes)
}

const sourcesOf = (node: PromptNode | undefined): readonly string[] =>
  Object.values(node?.inputs ?? {}).flatMap((value) => asLink(value)?.[0] ?? [])

/** The first node seen twice is on the cycle, since every remaining node has a remaining source. */
function onCycle(
  left: ReadonlyMap<string, number>,
  waiting: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const path: string[] = []
  let id = left.keys().next().value
  while (id !== undefined && !path.includes(id)) {
    path.push(id)
    id = waiting.get(id)?.find((source) => left.has(source))
  }
  return path.slice(path.indexOf(id ?? '')).toReversed()
}

function describe(
  ids: readonly string[],
  nodes: ReadonlyMap<string, PromptNode>,
): GraphProblem | undefined {
  const [first] = ids
  if (first === undefined) return undefined
  const nodeClass = nodes.get(first)?.class_type ?? ''
  const round = [...ids, first].join(' → ')
  return {
    nodeId: first,
    nodeClass,
    code: 'dependency_cycle',
    message: `Node ${first} (${nodeClass}) depends on itself: ${round}`,
    nearest: [],
  }
}
