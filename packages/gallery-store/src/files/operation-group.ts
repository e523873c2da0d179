import { extname } from 'node:path'
import { splitPath } from '../table/join-path.ts'
import type { Made, Operation, OperationLog } from './operation-log.ts'

/**
 * Operations that run under one plan. What is found out for one must stay true until it runs, so images that share names,
 * as `a.png` and `a.webp` share `a.json`, are not in one group.
 */
export class OperationGroup {
  readonly #log: OperationLog
  readonly #names = new Set<string>()
  #waiting: { readonly operation: Operation; readonly onMade: (made: Made) => void }[] = []

  constructor(log: OperationLog) {
    this.#log = log
  }

  /** Whether an image has the name of one in the group, whatever its ending. */
  hasSource(path: string): boolean {
    return this.#names.has(sourceKey(path))
  }

  /** Whether a file would get the place of another in the group. */
  hasTarget({ moves }: Operation): boolean {
    return moves.some(({ to }) => this.#names.has(targetKey(to)))
  }

  add(operation: Operation, onMade: (made: Made) => void): void {
    this.#waiting.push({ operation, onMade })
    const [image] = operation.moves
    if (image !== undefined) this.#names.add(sourceKey(image.from))
    for (const { to } of operation.moves) this.#names.add(targetKey(to))
  }

  /** Runs what waits, and begins anew. */
  async run(): Promise<void> {
    const waiting = this.#waiting
    this.#waiting = []
    this.#names.clear()
    const made = await this.#log.run(waiting.map(({ operation }) => operation))
    for (const [place, { onMade }] of waiting.entries()) {
      const result = made[place]
      if (result !== undefined) onMade(result)
    }
  }
}

/** On some volumes names that differ in case or composition are one. */
function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

function sourceKey(path: string): string {
  const { directory, name } = splitPath(path)
  return fold(`from ${directory}/${name.slice(0, name.length - extname(name).length)}`)
}

function targetKey(path: string): string {
  return fold(`to ${path}`)
}
