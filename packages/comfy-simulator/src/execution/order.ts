import type { NodeClass } from '../nodes/catalog.ts'
import { isDict, type PyDict } from '../python/value.ts'
import { classNameOf, inputsOf, isLink, nodeAt } from '../validation/graph.ts'

const nodesBehind = (graph: PyDict, id: string): readonly string[] =>
  [...inputsOf(nodeAt(graph, id)).values()].flatMap((value) =>
    isLink(value) && typeof value[0] === 'string' && graph.has(value[0]) ? [value[0]] : [],
  )

/**
 * The nodes still to run, in ComfyUI's order: among those with all inputs ready, first the outputs, then the closest to
 * an output, then the first found when walking up from the outputs.
 */
export class ExecutionList {
  readonly #graph: PyDict
  readonly #isOutput: (id: string) => boolean
  readonly #isCached: (id: string) => boolean
  readonly #waitsFor = new Map<string, Set<string>>()
  readonly #blocks = new Map<string, Set<string>>()

  constructor(
    graph: PyDict,
    options: {
      classOf: (name: string) => NodeClass | undefined
      isCached: (id: string) => boolean
    },
  ) {
    this.#graph = graph
    this.#isCached = options.isCached
    this.#isOutput = (id) => {
      const node = graph.get(id)
      return isDict(node) && options.classOf(classNameOf(node))?.isOutput === true
    }
  }

  add(output: string): void {
    const stack = [output]
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (this.#waitsFor.has(id)) continue
      const sources = new Set(nodesBehind(this.#graph, id).filter((one) => !this.#isCached(one)))
      this.#waitsFor.set(id, sources)
      for (const source of nodesBehind(this.#graph, id)) {
        if (!sources.has(source)) continue
        stack.push(source)
        const blocked = this.#blocks.get(source) ?? new Set()
        this.#blocks.set(source, blocked.add(id))
      }
    }
  }

  /** The node to run now; undefined when all have run. */
  next(): string | undefined {
    const ready = [...this.#waitsFor].flatMap(([id, sources]) => (sources.size === 0 ? [id] : []))
    const withinReach = [0, 1, 2, 3]
      .map((distance) => ready.find((id) => this.#isBeforeOutput(id, distance)))
      .find((id) => id !== undefined)
    return withinReach ?? ready[0]
  }

  /** Marks a node as run, which frees the nodes that waited for it. */
  complete(id: string): void {
    this.#waitsFor.delete(id)
    for (const blocked of this.#blocks.get(id) ?? []) this.#waitsFor.get(blocked)?.delete(id)
  }

  #isBeforeOutput(id: string, distance: number): boolean {
    if (distance === 0) return this.#isOutput(id)
    return [...(this.#blocks.get(id) ?? [])].some((one) => this.#isBeforeOutput(one, distance - 1))
  }
}
