import { lstat, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, isMissing, ownedName, ownerState } from '@darkroom/foundation'

/** What a process left that cannot be asked whether it has ended goes after this time. */
const leftoverMs = 3_600_000

/** The folder in which this process writes before files get their names; each process that shares the gallery has its own. */
export class Staging {
  readonly #all: string
  readonly #name = ownedName()

  constructor(root: string) {
    this.#all = join(root, '.staging')
  }

  get path(): string {
    return join(this.#all, this.#name)
  }

  at(name: string): string {
    return join(this.path, name)
  }

  async make(): Promise<void> {
    for (const path of [this.#all, this.path]) {
      await mkdir(path).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error
      })
    }
  }

  async removeLeftovers(): Promise<void> {
    for (const name of await this.#others()) {
      const path = join(this.#all, name)
      if (await isLeft(name, path)) await rm(path, { recursive: true, force: true })
    }
  }

  /** Removes what other processes have of a job: one that had it before, and was stopped, must not go on with it. */
  async takeFromOthers(jobId: string): Promise<void> {
    for (const name of await this.#others()) await this.#take(jobId, name)
  }

  /** Removes what this process has of a job that it could not store. */
  async takeOwn(jobId: string): Promise<void> {
    await this.#take(jobId, this.#name)
  }

  async #take(jobId: string, name: string): Promise<void> {
    const parts = (await namesIn(join(this.#all, name))).filter((each) =>
      each.startsWith(`${jobId}.`),
    )
    for (const part of parts) await rm(join(this.#all, name, part), { force: true })
  }

  async #others(): Promise<readonly string[]> {
    return (await namesIn(this.#all)).filter((name) => name !== this.#name)
  }
}

async function isLeft(name: string, path: string): Promise<boolean> {
  const state = ownerState(name)
  if (state !== 'unknown') return state === 'ended'
  try {
    return Date.now() - (await lstat(path)).mtimeMs > leftoverMs
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (isMissing(error) || errorCode(error) === 'ENOTDIR') return []
    throw error
  }
}
