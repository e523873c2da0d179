import { randomBytes } from 'node:crypto'
import { readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  errorCode,
  isFileError,
  isMissing,
  makeDirectory,
  nameKey,
  syncDirectory,
} from '@darkroom/foundation'
import { editedNameOf, workflowNameOf } from './names.ts'

/** The folder, inside of that of the workflows, for what was removed or replaced. */
const trash = '.trash'

/** As many removals as can be undone: who saves at each change would fill the disk. */
const mostPlaces = 200

/** What folders in the trash are called; others there are somebody's own. */
const placeName = /^\d{8}T\d{6,9}Z-[0-9a-f]{8}$/

/** What was removed at once, by the name of its workflow. */
export interface Removed {
  /** Its folder, relative to that of the workflows. */
  readonly place: string
  /** The workflow's files, which may be several of one name. */
  readonly files: readonly string[]
  /** What is kept about its inputs; missing where nothing is. */
  readonly edits: string | undefined
}

/** The trash of a folder of workflows: a folder of its own for each removal, named by its time. */
export class Trash {
  readonly #directory: string
  readonly #now: () => number

  constructor(directory: string, now: () => number) {
    this.#directory = directory
    this.#now = now
  }

  /** Makes a folder for what is about to be removed; returns it, relative to the directory. */
  async makePlace(): Promise<string> {
    const time = new Date(this.#now()).toISOString().replaceAll(/[-:.]/g, '')
    const place = join(trash, `${time}-${randomBytes(4).toString('hex')}`)
    await makeDirectory(join(this.#directory, place))
    return place
  }

  /** Moves files there; those that are gone are left out. */
  async discard(files: readonly string[], place: string): Promise<void> {
    for (const file of files) {
      try {
        await rename(join(this.#directory, file), join(this.#directory, place, file))
      } catch (error) {
        if (!isMissing(error)) throw error
      }
    }
    await syncDirectory(join(this.#directory, place))
    await syncDirectory(this.#directory)
  }

  /** Deletes the oldest of more removals than are kept. What cannot be deleted stays for the next time. */
  async forgetOldest(): Promise<void> {
    for (const place of (await this.#places()).slice(mostPlaces)) {
      try {
        await rm(join(this.#directory, place), { recursive: true, force: true })
      } catch (error) {
        if (!isFileError(error)) throw error
      }
    }
  }

  /** What was removed under a name, whatever its case; the newest first. */
  async removedAs(name: string): Promise<readonly Removed[]> {
    const key = nameKey(name)
    const isOwn = (own: string | undefined): boolean => own !== undefined && nameKey(own) === key
    const all: Removed[] = []
    for (const place of await this.#places()) {
      const present = await this.#filesIn(place)
      const files = present.filter((file) => isOwn(workflowNameOf(file)))
      const edits = present.find((file) => isOwn(editedNameOf(file)))
      if (files.length > 0) all.push({ place, files, edits })
    }
    return all
  }

  /** The names that something was removed under. */
  async names(): Promise<readonly string[]> {
    const names = new Set<string>()
    for (const place of await this.#places()) {
      for (const file of await this.#filesIn(place)) {
        const name = workflowNameOf(file)
        if (name !== undefined) names.add(name)
      }
    }
    return [...names]
  }

  /** After everything in it has gone elsewhere; a folder with more in it stays. */
  async leave(place: string): Promise<void> {
    try {
      await rmdir(join(this.#directory, place))
    } catch (error) {
      if (!isFileError(error)) throw error
    }
  }

  /** The newest first. A link of such a name is none. */
  async #places(): Promise<readonly string[]> {
    const entries = await entriesOf(join(this.#directory, trash))
    return entries
      .filter((entry) => entry.isDirectory() && placeName.test(entry.name))
      .map((entry) => entry.name)
      .toSorted()
      .toReversed()
      .map((name) => join(trash, name))
  }

  async #filesIn(place: string): Promise<readonly string[]> {
    const entries = await entriesOf(join(this.#directory, place))
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
  }
}

async function entriesOf(directory: string) {
  try {
    return await readdir(directory, { withFileTypes: true })
  } catch (error) {
    if (isMissing(error) || errorCode(error) === 'ENOTDIR') return []
    throw error
  }
}
