import { type Encodable, PyFloat } from '../python/value.ts'

/** The name of a node in events: an expanded node has an id of its own and shows another. */
export interface NodeName {
  readonly id: string
  readonly displayId: string
  readonly parentId: string | null
}

export const plainName = (id: string): NodeName => ({ id, displayId: id, parentId: null })

interface Progress {
  readonly name: NodeName
  readonly value: number | PyFloat
  readonly max: number | PyFloat
  readonly state: 'running' | 'finished'
}

/** The progress of each node of the job; every change sends the snapshot. */
export class ProgressRegistry {
  readonly #nodes = new Map<string, Progress>()
  readonly #promptId: string
  readonly #announce: (data: Encodable) => void

  constructor(promptId: string, announce: (data: Encodable) => void) {
    this.#promptId = promptId
    this.#announce = announce
  }

  start(name: NodeName): void {
    this.#set({ name, value: new PyFloat(0), max: new PyFloat(1), state: 'running' })
  }

  update(name: NodeName, value: number, max: number): void {
    this.#set({ name, value, max, state: 'running' })
  }

  finish(name: NodeName): void {
    const max = this.#nodes.get(name.id)?.max ?? new PyFloat(1)
    this.#set({ name, value: max, max, state: 'finished' })
  }

  #set(progress: Progress): void {
    this.#nodes.set(progress.name.id, progress)
    const nodes = Array.from(this.#nodes, ([id, { name, value, max, state }]) => {
      const entry = {
        value,
        max,
        state,
        node_id: id,
        prompt_id: this.#promptId,
        display_node_id: name.displayId,
        parent_node_id: name.parentId,
        real_node_id: name.displayId,
      }
      return [id, entry] as const
    })
    this.#announce({ prompt_id: this.#promptId, nodes: new Map(nodes) })
  }
}
