import type { NodeClass } from '../nodes/catalog.ts'
import { isDict, type PyDict, type PyValue } from '../python/value.ts'
import { classNameOf, inputsOf, isLink, nodeAt } from '../validation/graph.ts'

/** The node that an input is linked to. */
const sourceOf = (graph: PyDict, value: PyValue | undefined): string | undefined =>
  isLink(value) && typeof value[0] === 'string' && graph.has(value[0]) ? value[0] : undefined

/**
 * The nodes still to run, in ComfyUI's order: among those with all inputs ready, first the outputs, then the closest to
 * an output, then the first found when walking up from the outputs.
 */
export class ExecutionList {
  readonly #graph: PyDict
  readonly #classOf: (name: string) => NodeClass | undefined
  readonly #isCached: (id: string) => boolean
  readonly #waitsFor = new Map<string, Set<string>>()
  readonly #blocks = new Map<string, Set<string>>()
  readonly #done = new Set<string>()

  constructor(
    graph: PyDict,
    options: {
      classOf: (name: string) => NodeClass | undefined
      isCached: (id: string) => boolean
    },
  ) {
    this.#graph = graph
    this.#isCached = options.isCached
    this.#classOf = options.classOf
  }

  add(output: string): void {
    const stack = [output]
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      if (this.#waitsFor.has(id) || this.#done.has(id)) continue
      const sources = new Set(this.#sourcesOf(id).filter((one) => this.#isMissing(one)))
      this.#waitsFor.set(id, sources)
      for (const source of sources) {
        stack.push(source)
        this.#block(source, id)
      }
    }
  }

  /** Makes a node wait for an input that it asks for only now; false when that input is there already. */
  need(id: string, input: string): boolean {
    const source = sourceOf(this.#graph, inputsOf(nodeAt(this.#graph, id)).get(input))
    if (source === undefined || !this.#isMissing(source)) return false
    this.add(source)
    this.#waitsFor.get(id)?.add(source)
    this.#block(source, id)
    return true
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
    this.#done.add(id)
    for (const blocked of this.#blocks.get(id) ?? []) this.#waitsFor.get(blocked)?.delete(id)
  }

  #isMissing(id: string): boolean {
    return !this.#done.has(id) && !this.#isCached(id)
  }

  #block(source: string, id: string): void {
    const blocked = this.#blocks.get(source) ?? new Set()
    this.#blocks.set(source, blocked.add(id))
  }

  #nodeClass(id: string): NodeClass | undefined {
    const node = this.#graph.get(id)
    return isDict(node) ? this.#classOf(classNameOf(node)) : undefined
  }

  /** The nodes behind the inputs; lazy inputs come only when the node asks for them. */
  #sourcesOf(id: string): readonly string[] {
    const lazy = this.#nodeClass(id)?.inputs.filter(({ options }) => options.get('lazy') === true)
    const isLazy = (input: string): boolean => lazy?.some(({ name }) => name === input) === true
    return [...inputsOf(nodeAt(this.#graph, id))].flatMap(([input, value]) =>
      isLazy(input) ? [] : (sourceOf(this.#graph, value) ?? []),
    )
  }

  #isBeforeOutput(id: string, distance: number): boolean {
    if (distance === 0) return this.#nodeClass(id)?.isOutput === true
    return [...(this.#blocks.get(id) ?? [])].some((one) => this.#isBeforeOutput(one, distance - 1))
  }
}
