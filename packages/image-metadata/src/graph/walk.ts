import type { Json } from '@darkroom/foundation'
import { Budget } from '../budget.ts'
import { type Graph, type GraphNode, isLink, type Link } from './graph.ts'

/** The number of links followed in a row before a path counts as a cycle. */
export const depthLimit = 64

/** Whether an input takes the latent of an earlier stage: `stage_c` of Stable Cascade. */
export function isStage(key: string): boolean {
  return key.startsWith('stage_')
}

/** Follows the links of one graph, within the budget of its file. */
export class Walk {
  readonly graph: Graph
  readonly budget: Budget
  readonly #texts = new Map<string, string>()
  #hasStages: boolean | undefined

  constructor(graph: Graph, budget: Budget = new Budget()) {
    this.graph = graph
    this.budget = budget
  }

  /** Whether any conditioning hands on a latent; hardly a graph has one, and the way is shorter without. */
  get hasStages(): boolean {
    this.#hasStages ??= [...this.graph.values()].some((node) =>
      node.links.some(({ key }) => isStage(key)),
    )
    return this.#hasStages
  }

  /** The node that a link leads to; undefined for a literal, a broken link, or beyond the budget. */
  follow(value: Json | undefined): GraphNode | undefined {
    const node = isLink(value) ? this.graph.get(String(value[0])) : undefined
    return node !== undefined && this.budget.takeLink(node.keys.length) ? node : undefined
  }

  /** Like `follow`, for lists of nodes, whose links are paid for together. */
  peek({ value }: Link): GraphNode | undefined {
    return this.graph.get(String(value[0]))
  }

  /** Reads once for each key; the value is empty during the read, so that a cycle ends. */
  remember(key: string, read: () => string): string {
    const known = this.#texts.get(key)
    if (known !== undefined) return known
    this.#texts.set(key, '')
    const text = read()
    this.#texts.set(key, text)
    return text
  }

  /** Every node upstream of `start`, including it, with its distance, nearest first. */
  slice(start: GraphNode): Map<string, number> {
    const distances = new Map([[start.id, 0]])
    const queue: GraphNode[] = [start]
    for (let index = 0; index < queue.length; index++) {
      const node = queue[index]
      if (node === undefined) break
      if (!this.budget.takeEdges(node.links.length)) break
      const distance = (distances.get(node.id) ?? 0) + 1
      for (const link of node.links) {
        const source = this.peek(link)
        if (source === undefined || distances.has(source.id)) continue
        distances.set(source.id, distance)
        queue.push(source)
      }
    }
    return distances
  }
}
