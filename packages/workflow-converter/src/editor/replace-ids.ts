import type { EditorLink, EditorNode } from './editor-workflow.ts'

/**
 * Gives new ids to nodes inside subgraphs whose id was taken by the workflow or an earlier definition, as editors since
 * about 1.40 do when they load a file: the one behind the last that the file names, which ids inside raise. The order of the
 * calls is that of the definitions in the file.
 */
export class NodeIds {
  readonly #taken = new Set<number>()
  #last: number

  constructor(last: number, nodes: Iterable<EditorNode>) {
    this.#last = last
    for (const { id } of nodes) this.#taken.add(Number(id))
  }

  /** What the ids that stand twice become, by the id in the file. */
  replace(nodes: Iterable<EditorNode>): ReadonlyMap<string, string> {
    const replaced = new Map<string, string>()
    for (const { id } of nodes) {
      const number = Number(id)
      if (this.#taken.has(number)) replaced.set(id, String(this.#next()))
      else this.#take(number)
    }
    return replaced
  }

  #take(id: number): void {
    if (!Number.isSafeInteger(id)) return
    this.#taken.add(id)
    this.#last = Math.max(this.#last, id)
  }

  #next(): number {
    do this.#last += 1
    while (this.#taken.has(this.#last) && Number.isSafeInteger(this.#last))
    this.#taken.add(this.#last)
    return this.#last
  }
}

export const renameNode = (
  node: EditorNode,
  replaced: ReadonlyMap<string, string>,
): EditorNode => ({
  ...node,
  id: replaced.get(node.id) ?? node.id,
})

export const renameEnds = (
  link: EditorLink,
  replaced: ReadonlyMap<string, string>,
): EditorLink => ({
  ...link,
  originId: replaced.get(link.originId) ?? link.originId,
  targetId: replaced.get(link.targetId) ?? link.targetId,
})
