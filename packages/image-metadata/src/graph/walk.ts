import type { Json } from '@darkroom/foundation'
import { type Graph, type GraphNode, isLink } from './graph.ts'

const visitLimit = 20_000
/** Slices look at every link once; this is for graphs of a size that nobody draws. */
const sliceLimit = 500_000
/** Links followed in a row before a path is taken for a circle. */
export const depthLimit = 64

/** Following links through one graph, with a limit on all of them together: graphs may be circles or bombs. */
export class Walk {
  readonly graph: Graph
  readonly #texts = new Map<string, string>()
  #visits = 0
  #sliced = 0

  constructor(graph: Graph) {
    this.graph = graph
  }

  /** The node that a link points at; undefined for a literal, a broken link, or when the limit is reached. */
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

  /** Read once for each key; while it is being read it is empty, so that a circle ends. */
  remember(key: string, read: () => string): string {
    const known = this.#texts.get(key)
    if (known !== undefined) return known
    this.#texts.set(key, '')
    const text = read()
    this.#texts.set(key, text)
    return text
  }

  /** Every node upstream of `start`, itself included, with its distance, nearest first. */
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

/** The value of a node's one link, when it has exactly one. */
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
