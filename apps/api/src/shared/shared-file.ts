import { type BigIntStats, readFileSync, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { createTurns, makeDirectory, SharedTurns, writeAtomically } from '@darkroom/foundation'

/** A small value in a file that several processes change. */
export interface SharedFile<T> {
  /** The value as it is now, with all that was changed here. */
  current(): T
  /** Changes the value; resolves when that is durable. The change may be made again, on what others have written meanwhile. */
  change(change: (present: T) => T): Promise<void>
}

interface SharedFileOptions<T> {
  /** The value of a file's text; of `undefined` where there is no file. */
  readonly parse: (text: string | undefined) => T
  readonly format: (value: T) => string
}

/** A file in the folder that processes share: one of them writes it at a time, and each sees what others wrote. */
class TurnedFile<T> implements SharedFile<T> {
  readonly #path: string
  readonly #options: SharedFileOptions<T>
  readonly #turns: SharedTurns
  readonly #oneByOne = createTurns()
  /** Changes that are not in the file yet. */
  readonly #pending: ((present: T) => T)[] = []
  #saving: Promise<void> | undefined
  #state: string | undefined
  #value: T

  constructor(path: string, options: SharedFileOptions<T>) {
    this.#path = path
    this.#options = options
    const directory = `.${basename(path)}.turns`
    this.#turns = new SharedTurns({ root: dirname(path), directory, mode: 0o700 })
    this.#value = options.parse(undefined)
  }

  current(): T {
    const state = stateOf(statSync(this.#path, { bigint: true, throwIfNoEntry: false }))
    // What is known outlives a file that was deleted: the next change writes it again.
    if (state !== undefined && state !== this.#state) {
      const present = this.#options.parse(readFileSync(this.#path, 'utf8'))
      this.#value = this.#pending.reduce((value, change) => change(value), present)
      this.#state = state
    }
    return this.#value
  }

  change(change: (present: T) => T): Promise<void> {
    this.#value = change(this.current())
    this.#pending.push(change)
    // Who comes while it is written has part in the next writing.
    this.#saving ??= this.#oneByOne(() => this.#save())
    return this.#saving
  }

  async #save(): Promise<void> {
    this.#saving = undefined
    await makeDirectory(dirname(this.#path), { mode: 0o700 })
    await using _turn = await this.#turns.take()
    const count = this.#pending.length
    const value = this.current()
    await writeAtomically(this.#path, this.#options.format(value), { mode: 0o600 })
    const written = stateOf(await stat(this.#path, { bigint: true }))
    const later = this.#pending.slice(count)
    this.#pending.splice(0, count)
    this.#state = written
    this.#value = later.reduce((present, change) => change(present), value)
  }
}

/** Opens a file of a shared folder, for its owner alone; it is made with the first change. */
export function openSharedFile<T>(path: string, options: SharedFileOptions<T>): SharedFile<T> {
  return new TurnedFile(path, options)
}

/** What tells a file from the one that was there before. */
const stateOf = (stats: BigIntStats | undefined): string | undefined =>
  stats && [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].map(String).join(' ')
