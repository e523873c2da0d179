import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '@darkroom/foundation'

export interface WatchListener {
  /** Reports a change; `name` is null when only the directory is known. */
  onChange(directory: string, name: string | null): void
  /** Reports, once, that no more watches are available. */
  onExhausted(code: string): void
}

/** Watches directories natively, one watch for each and none for files. */
export class DirectoryWatcher implements Disposable {
  readonly #root: string
  readonly #listener: WatchListener
  readonly #watchers = new Map<string, FSWatcher>()
  #isExhausted = false

  constructor(root: string, listener: WatchListener) {
    this.#root = root
    this.#listener = listener
  }

  get size(): number {
    return this.#watchers.size
  }

  /** Adds a watch, unless the directory is watched already or is gone. */
  add(directory: string): void {
    if (this.#isExhausted || this.#watchers.has(directory)) return
    try {
      const watcher = watch(join(this.#root, directory), { persistent: false }, (_, name) =>
        this.#listener.onChange(directory, name),
      )
      watcher.on('error', () => this.remove(directory))
      this.#watchers.set(directory, watcher)
    } catch (error) {
      this.#refuse(error)
    }
  }

  remove(directory: string): void {
    this.#watchers.get(directory)?.close()
    this.#watchers.delete(directory)
  }

  [Symbol.dispose](): void {
    this.#isExhausted = true
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  #refuse(error: unknown): void {
    const code = errorCode(error)
    if (code !== 'ENOSPC' && code !== 'EMFILE' && code !== 'ENOSYS') return
    this.#isExhausted = true
    this.#listener.onExhausted(code)
  }
}
