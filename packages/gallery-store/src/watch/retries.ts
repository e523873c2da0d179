import type { FileName } from '../scan/scan-protocol.ts'
import { joinPath } from '../table/join-path.ts'

const firstDelayMs = 25
const longestDelayMs = 1_000

/** Reads incomplete files again after 25, 50 … 1,000 ms, as long as they are reported as incomplete. */
export class Retries implements Disposable {
  readonly #look: (files: readonly FileName[]) => Promise<void>
  readonly #waiting = new Map<string, { file: FileName; dueMs: number; delayMs: number }>()
  /** The delay before the last reading of each file. */
  readonly #delays = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(look: (files: readonly FileName[]) => Promise<void>) {
    this.#look = look
  }

  add(files: readonly FileName[]): void {
    for (const file of files) {
      const path = joinPath(file.directory, file.name)
      if (this.#waiting.has(path)) continue
      const delayMs = Math.min(longestDelayMs, (this.#delays.get(path) ?? firstDelayMs / 2) * 2)
      this.#waiting.set(path, { file, delayMs, dueMs: performance.now() + delayMs })
    }
    this.#schedule()
  }

  [Symbol.dispose](): void {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    if (this.#isStopped || this.#waiting.size === 0) return
    const due = Math.min(...Array.from(this.#waiting.values(), ({ dueMs }) => dueMs))
    this.#timer = setTimeout(() => void this.#retry(), Math.max(1, due - performance.now())).unref()
  }

  async #retry(): Promise<void> {
    const now = performance.now()
    const due = [...this.#waiting].filter(([, { dueMs }]) => dueMs <= now + 1)
    for (const [path, { delayMs }] of due) {
      this.#waiting.delete(path)
      this.#delays.set(path, delayMs)
    }
    // The worker's failure is reported to its next caller, and the sweep reads these files again.
    await this.#look(due.map(([, { file }]) => file)).catch(() => {})
    for (const [path] of due) if (!this.#waiting.has(path)) this.#delays.delete(path)
    this.#schedule()
  }
}
