import { constants, type Dirent } from 'node:fs'
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  statfs,
  utimes,
} from 'node:fs/promises'
import { join } from 'node:path'
import {
  errorCode,
  isMissing,
  openPlainFile,
  ownedName,
  ownerState,
  syncDirectory,
} from '@darkroom/foundation'

const idForm = /^[0-9a-f]{64}$/
/** Files that are being written or removed: whatever lies here is no upload. */
const unfinished = '.unfinished'

/** What a process that cannot be asked began, and did not go on with for this time, is left over. */
const leftoverMs = 3_600_000

export interface StoredFile {
  readonly id: string
  readonly bytes: number
  readonly usedAt: number
}

/** The folder of uploads. A file named by its hash is whole: it gets that name when it is on the disk. */
export class UploadFolder {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  pathOf(id: string): string {
    return join(this.#directory, id)
  }

  /** Makes the folders where they are missing, for their owner alone; never what they lie in, which may be on a disk that is away. */
  async prepare(): Promise<void> {
    for (const path of [this.#directory, join(this.#directory, unfinished)]) {
      await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error
      })
    }
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#directory)
    return bavail * bsize
  }

  /** A new file that is no upload yet. Disposing removes it, unless it was given its name. */
  async createUnfinished(): Promise<UnfinishedFile> {
    const path = join(this.#directory, unfinished, ownedName())
    const flags = constants.O_CREAT | constants.O_EXCL | constants.O_RDWR
    const handle = await open(path, flags, 0o600)
    return {
      handle,
      finish: async (id, usedAt) => {
        await handle.utimes(usedAt / 1000, usedAt / 1000)
        await handle.datasync()
        await rename(path, this.pathOf(id))
        await syncDirectory(this.#directory)
      },
      [Symbol.asyncDispose]: async () => {
        await handle.close()
        await rm(path, { force: true })
      },
    }
  }

  /** Undefined for what is not there, and for what is no plain file. */
  async find(id: string): Promise<StoredFile | undefined> {
    if (!idForm.test(id)) return undefined
    try {
      const stats = await lstat(this.pathOf(id))
      return stats.isFile() ? { id, bytes: stats.size, usedAt: stats.mtimeMs } : undefined
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  /** The ids that begin with these digits. */
  async idsBeginningWith(digits: string): Promise<readonly string[]> {
    const names = await readdir(this.#directory)
    return names.filter((name) => idForm.test(name) && name.startsWith(digits))
  }

  async open(id: string): Promise<FileHandle | undefined> {
    if (!idForm.test(id)) return undefined
    try {
      return await openPlainFile(this.#directory, id)
    } catch (error) {
      if (isMissing(error) || errorCode(error) === 'ELOOP') return undefined
      throw error
    }
  }

  /** Notes a use; false for what is not there. */
  async touch(id: string, usedAt: number): Promise<boolean> {
    if (!idForm.test(id)) return false
    try {
      await utimes(this.pathOf(id), usedAt / 1000, usedAt / 1000)
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  async list(): Promise<readonly StoredFile[]> {
    const names = await readdir(this.#directory)
    const found = await Promise.all(
      names.filter((name) => idForm.test(name)).map((id) => this.find(id)),
    )
    return found.filter((file) => file !== undefined)
  }

  /**
   * Removes a file unless it was used after `usedBefore`. It is set aside before it is looked at once more, for another
   * process may note a use at any moment.
   */
  async removeUnused(
    id: string,
    { usedBefore }: { readonly usedBefore: number },
  ): Promise<boolean> {
    const path = this.pathOf(id)
    const aside = join(this.#directory, unfinished, ownedName())
    try {
      await rename(path, aside)
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
    const { mtimeMs } = await lstat(aside)
    if (mtimeMs > usedBefore) {
      await rename(aside, path)
      return false
    }
    await rm(aside, { force: true })
    return true
  }

  /** Removes what processes that are gone left half done. */
  async removeLeftovers(now: number): Promise<number> {
    const directory = join(this.#directory, unfinished)
    let removed = 0
    for (const { name } of await entriesOf(directory)) {
      const path = join(directory, name)
      const stats = await lstat(path).catch(() => undefined)
      if (stats === undefined || !isLeftover(name, { ageMs: now - stats.mtimeMs })) continue
      await rm(path, { force: true, recursive: true })
      removed += 1
    }
    return removed
  }
}

export interface UnfinishedFile extends AsyncDisposable {
  readonly handle: FileHandle
  /** Makes it the upload of this id, on the disk before it has the name. */
  finish(id: string, usedAt: number): Promise<void>
}

function isLeftover(name: string, { ageMs }: { readonly ageMs: number }): boolean {
  return ageMs > leftoverMs || ownerState(name) === 'ended'
}

const entriesOf = (path: string): Promise<readonly Dirent[]> =>
  readdir(path, { withFileTypes: true })
