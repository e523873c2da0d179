import type { Json } from '@darkroom/foundation'
import { type Graph, type GraphNode, isLink } from './graph.ts'

const visitLimit = 20_000
/** The limit on links in slices, which visit each link once; only graphs larger than anybody draws reach it. */
const sliceLimit = 500_000
/** The number of links followed in a row before a path counts as a cycle. */
export const depthLimit = 64

/** Follows the links of one graph, with a limit on their total, since graphs may be cyclic or bombs. */
export class Walk {
  readonly graph: Graph
  readonly #texts = new Map<string, string>()
  #visits = 0
  #sliced = 0

  constructor(graph: Graph) {
    this.graph = graph
  }

  /** The node that a link leads to; undefined for a literal, a broken link, or beyond the limit. */
  follow(value: Json | undefined): GraphNode | undefined {
    if (!isLink(value) || this.#visits >= visitLimit) return undefined
    this.#visits++
    return this.graph.get(String(value[0]))
  }

  #peek(value: Json | undefined): GraphNode | undefined {
    if (!isLink(value) || this.#sliced >= sliceLimit) return undefined
    this.#sliced++
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
  slice(start: GraphNode, skip: (key: string) => boolean = () => false): Map<string, number> {
    const distances = new Map([[start.id, 0]])
    const queue: GraphNode[] = [start]
    for (let index = 0; index < queue.length; index++) {
      const node = queue[index]
      if (node === undefined) break
      const distance = (distances.get(node.id) ?? 0) + 1
      for (const key of Object.keys(node.inputs)) {
        const source = skip(key) ? undefined : this.#peek(node.inputs[key])
        if (source === undefined || distances.has(source.id)) continue
        distances.set(source.id, distance)
        queue.push(source)
      }
    }
    return distances
  }
}

/** The value of a node's link, if it has exactly one. */
export function onlyLink(node: GraphNode): Json | undefined {
  let found: Json | undefined
  for (const key of Object.keys(node.inputs)) {
    const value = node.inputs[key]
    if (!isLink(value)) continue
    if (found !== undefined) return undefined
    found = value
  }
  return found
}
