import { open, readdir, rm, stat, utimes } from 'node:fs/promises'
import { type HeldDirectory, holdDirectory } from './held-directory.ts'
import { ownedName, ownerState } from './owned-name.ts'
import { pause } from './pause.ts'
import { errorCode, isMissing } from './system-error.ts'

const extension = '.turn'
/** The most that one look counts of the time since the look before: who was stopped in between has seen nothing. */
const longestStepMs = 1_000
const shortestWaitMs = 4
const longestWaitMs = 250

export interface SharedTurnsOptions {
  /** A directory that is there; it may be a link. */
  readonly root: string
  /** Where the turns are taken, below the root through no link; made when it is missing. Default: the root. */
  readonly directory?: string
  /** The permissions of the directory, when it is made. Default 0o777 less the umask. */
  readonly mode?: number
  /**
   * A turn that cannot be asked for its owner, and gave no sign for so long while others waited, is over. Default 30,000.
   */
  readonly patienceMs?: number
}

/** A turn, until it is disposed of. */
export interface SharedTurn extends AsyncDisposable {
  /** The name of the file that stands for it: once that is gone, the turn is over, for its owner was silent too long. */
  readonly fileName: string
  /** What else lay in the directory when the turn was taken. */
  readonly others: readonly string[]
}

/**
 * Turns that are taken among all processes that share a folder, on several machines as well: one has it at a time. A turn is a
 * file that its owner touches while it lasts. Whoever takes one makes the file first and looks for others then, so of two that
 * come together at least one sees the other, and steps back. No clocks are compared: who waits judges by what it sees itself.
 */
export class SharedTurns {
  readonly #options: SharedTurnsOptions
  readonly #seen = new Map<string, { mtimeMs: number; silentMs: number; atMs: number }>()

  constructor(options: SharedTurnsOptions) {
    this.#options = options
  }

  /** Resolves with the turn; rejects with the signal's reason, or as the system does. */
  async take({ signal }: { readonly signal?: AbortSignal } = {}): Promise<SharedTurn> {
    for (let waitMs = shortestWaitMs; ; waitMs = Math.min(waitMs * 1.5, longestWaitMs)) {
      const turn = await this.tryTake()
      if (turn !== undefined) return turn
      await pause(waitMs * (0.5 + Math.random()), signal)
    }
  }

  /** The turn, or undefined when another has it. */
  async tryTake(): Promise<SharedTurn | undefined> {
    await using held = await this.#hold()
    if (await this.#isTaken(held, await readdir(held.path))) return undefined
    const fileName = ownedName(extension)
    await (await open(held.at(fileName), 'wx', 0o600)).close()
    try {
      const names = (await readdir(held.path)).filter((name) => name !== fileName)
      if (!(await this.#isTaken(held, names))) {
        const others = names.filter((name) => !name.endsWith(extension))
        return this.#begin(fileName, others)
      }
    } catch (error) {
      await rm(held.at(fileName), { force: true })
      throw error
    }
    await rm(held.at(fileName), { force: true })
    return undefined
  }

  #begin(fileName: string, others: readonly string[]): SharedTurn {
    const { patienceMs = 30_000 } = this.#options
    const beat = setInterval(() => void this.#touch(fileName), patienceMs / 6).unref()
    this.#seen.clear()
    return {
      fileName,
      others,
      [Symbol.asyncDispose]: async () => {
        clearInterval(beat)
        await using held = await this.#hold()
        await rm(held.at(fileName), { force: true })
      },
    }
  }

  /** A sign of life; one that cannot be given is missed by those who wait, if there are any. */
  async #touch(fileName: string): Promise<void> {
    try {
      await using held = await this.#hold()
      const now = new Date()
      await utimes(held.at(fileName), now, now)
    } catch (error) {
      if (errorCode(error) === '') throw error
    }
  }

  /** Whether one of these is a turn that lasts. Those that are over are removed. */
  async #isTaken(held: HeldDirectory, names: readonly string[]): Promise<boolean> {
    let isTaken = false
    for (const name of names.filter((each) => each.endsWith(extension))) {
      if (await this.#isOver(held, name)) await rm(held.at(name), { force: true })
      else isTaken = true
    }
    return isTaken
  }

  async #isOver(held: HeldDirectory, name: string): Promise<boolean> {
    if (ownerState(name) === 'ended') return true
    try {
      return this.#silentMs(name, await stat(held.at(name))) > (this.#options.patienceMs ?? 30_000)
    } catch (error) {
      if (isMissing(error)) return true
      throw error
    }
  }

  /** For how long we have looked at it without seeing a sign. */
  #silentMs(name: string, { mtimeMs }: { readonly mtimeMs: number }): number {
    const atMs = performance.now()
    const before = this.#seen.get(name)
    const silentMs =
      before?.mtimeMs === mtimeMs
        ? before.silentMs + Math.min(atMs - before.atMs, longestStepMs)
        : 0
    this.#seen.set(name, { mtimeMs, silentMs, atMs })
    return silentMs
  }

  #hold(): Promise<HeldDirectory & AsyncDisposable> {
    const { root, directory = '', mode } = this.#options
    return holdDirectory(root, directory, { create: true, ...(mode === undefined ? {} : { mode }) })
  }
}
