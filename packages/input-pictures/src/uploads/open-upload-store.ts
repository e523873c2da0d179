import { readSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { type Clock, systemClock } from '@darkroom/foundation'
import type { ByteSource } from '@darkroom/media-container'
import { LRUCache } from 'lru-cache'
import {
  InputPictureError,
  InputTooLargeError,
  UploadDiskError,
  UploadInUseError,
  UploadNotFoundError,
} from '../errors.ts'
import type { InputFacts } from '../look/input-facts.ts'
import { lookAtInput } from '../look/look-at-input.ts'
import { digitsInName } from '../prepare/server-file-name.ts'
import { IncomingRoom } from './incoming-room.ts'
import { onDisk } from './on-disk.ts'
import { type Received, receiveFile } from './receive-file.ts'
import { StoredUploads } from './stored-uploads.ts'
import { type StoredFile, type UnfinishedFile, UploadFolder } from './upload-folder.ts'
import type {
  AddOptions,
  Upload,
  UploadPage,
  UploadStore,
  UploadStoreOptions,
} from './upload-store.ts'

const hourMs = 3_600_000
const factsKept = 10_000

interface Added {
  readonly upload: Upload
  readonly isNew: boolean
}

class FolderUploadStore implements UploadStore {
  readonly limitBytes: number
  readonly fileLimitBytes: number
  readonly #keepMs: number
  readonly #minFreeBytes: number
  readonly #clock: Clock
  readonly #logger: UploadStoreOptions['logger']
  readonly #folder: UploadFolder
  readonly #stored: StoredUploads
  readonly #room: IncomingRoom
  readonly #facts = new LRUCache<string, InputFacts>({ max: factsKept })
  /** The last of those that are just kept, by id: equal ones wait for one another. */
  readonly #keeping = new Map<string, Promise<unknown>>()
  #tidying: Promise<void> = Promise.resolve()
  #cancelTidying = (): void => undefined

  constructor(options: UploadStoreOptions) {
    const { limitBytes, fileLimitBytes = limitBytes, keepMs = 7 * 24 * hourMs } = options
    const { clock = systemClock, inUse = () => new Set<string>() } = options
    this.limitBytes = limitBytes
    this.fileLimitBytes = Math.min(fileLimitBytes, limitBytes)
    this.#keepMs = keepMs
    this.#minFreeBytes = options.minFreeBytes ?? 0
    this.#clock = clock
    this.#logger = options.logger
    this.#folder = new UploadFolder(options.directory)
    this.#stored = new StoredUploads(this.#folder, { limitBytes, keepMs, inUse, clock })
    this.#room = new IncomingRoom(limitBytes)
  }

  async start(): Promise<void> {
    await this.#folder.prepare()
    await this.tidy()
    this.#tidyLater()
  }

  async add(
    content: AsyncIterable<Uint8Array>,
    { expectedBytes = 0 }: AddOptions = {},
  ): Promise<Added> {
    if (expectedBytes > this.fileLimitBytes) throw new InputTooLargeError(this.fileLimitBytes)
    await onDisk(() => this.#folder.prepare())
    await this.#checkDisk(expectedBytes)
    using place = this.#room.enter()
    await using file = await onDisk(() => this.#folder.createUnfinished())
    const received = await receiveFile(content, {
      handle: file.handle,
      limitBytes: this.fileLimitBytes,
      place,
      checkDisk: () => this.#checkDisk(0),
    })
    const facts = await lookAtInput(sourceOf(file.handle, received.bytes))
    return await this.#afterEqualOnes(received.id, () => this.#keep(file, received, facts))
  }

  async find(id: string): Promise<Upload | undefined> {
    const opened = await this.open(id)
    await opened?.handle.close()
    return opened?.upload
  }

  async findNamed(fileName: string): Promise<Upload | undefined> {
    const digits = digitsInName(fileName)
    if (digits === undefined) return undefined
    for (const id of await onDisk(() => this.#folder.idsBeginningWith(digits))) {
      const upload = await this.find(id)
      if (upload !== undefined) return upload
    }
    return undefined
  }

  async open(
    id: string,
  ): Promise<{ readonly upload: Upload; readonly handle: FileHandle } | undefined> {
    const handle = await this.#folder.open(id)
    if (handle === undefined) return undefined
    try {
      const stats = await handle.stat()
      const facts = stats.isFile() ? await this.#factsOf(id, handle, stats.size) : undefined
      if (facts !== undefined) {
        const upload = this.#toUpload({ id, bytes: stats.size, usedAt: stats.mtimeMs }, facts)
        return { upload, handle }
      }
    } catch (error) {
      await handle.close()
      throw error
    }
    await handle.close()
    return undefined
  }

  pathOf(id: string): string {
    return this.#folder.pathOf(id)
  }

  async hold(ids: readonly string[]): Promise<Disposable> {
    const held = ids.map((id) => this.#stored.hold(id))
    const release = (): void => {
      for (const one of held.splice(0)) one[Symbol.dispose]()
    }
    try {
      for (const id of ids) {
        if (!(await this.#folder.touch(id, this.#clock.now()))) throw new UploadNotFoundError(id)
      }
    } catch (error) {
      release()
      throw error
    }
    return { [Symbol.dispose]: release }
  }

  async list({ offset, limit }: { offset: number; limit: number }): Promise<UploadPage> {
    const files = await this.#stored.refresh()
    const page = files
      .toSorted((a, b) => b.usedAt - a.usedAt || (a.id < b.id ? -1 : 1))
      .slice(offset, offset + limit)
    const uploads = await Promise.all(page.map(({ id }) => this.find(id)))
    return {
      uploads: uploads.filter((upload) => upload !== undefined),
      total: files.length,
      totalBytes: this.#stored.totalBytes,
    }
  }

  async remove(id: string): Promise<boolean> {
    const file = await this.#folder.find(id)
    if (file === undefined) return false
    const isNeeded = await this.#stored.isNeeded(id)
    if (!isNeeded && (await onDisk(() => this.#stored.remove(file)))) return true
    // A job may have taken it meanwhile.
    if ((await this.#folder.find(id)) === undefined) return false
    throw new UploadInUseError(id)
  }

  async tidy(): Promise<void> {
    const leftovers = await this.#folder.removeLeftovers(this.#clock.now())
    if (leftovers > 0) this.#logger?.warn({ leftovers }, 'removed uploads that broke off')
    await this.#stored.refresh()
    await this.#stored.expire()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#cancelTidying()
    await this.#tidying
  }

  #tidyLater(): void {
    this.#cancelTidying = this.#clock.schedule(hourMs, () => {
      this.#tidying = this.tidy()
        .catch((error: unknown) => this.#logger?.warn({ err: error }, 'uploads cannot be tidied'))
        .then(() => this.#tidyLater())
    })
  }

  async #checkDisk(expectedBytes: number): Promise<void> {
    if (this.#minFreeBytes === 0) return
    const free = await onDisk(() => this.#folder.freeBytes())
    if (free - expectedBytes >= this.#minFreeBytes) return
    const [left, kept] = [free, this.#minFreeBytes].map((bytes) => Math.floor(bytes / 2 ** 20))
    throw new UploadDiskError(
      `The disk of the uploads has ${left} MiB left, and ${kept} MiB are kept free`,
      { code: 'ENOSPC' },
    )
  }

  async #afterEqualOnes<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = this.#keeping.get(id) ?? Promise.resolve()
    const mine = before.then(work, work)
    this.#keeping.set(id, mine)
    try {
      return await mine
    } finally {
      if (this.#keeping.get(id) === mine) this.#keeping.delete(id)
    }
  }

  async #keep(file: UnfinishedFile, { id, bytes }: Received, facts: InputFacts): Promise<Added> {
    const usedAt = this.#clock.now()
    const stored = { id, bytes, usedAt }
    const upload = this.#toUpload(stored, facts)
    const known = await this.#folder.find(id)
    if (known?.bytes === bytes && (await this.#folder.touch(id, usedAt))) {
      return { upload, isNew: false }
    }
    using _promised = await this.#stored.promise(id, bytes)
    await onDisk(() => file.finish(id, usedAt))
    this.#stored.note(stored)
    this.#facts.set(id, facts)
    return { upload, isNew: true }
  }

  /** Undefined for a file that has the name of an upload and is none. */
  async #factsOf(id: string, handle: FileHandle, size: number): Promise<InputFacts | undefined> {
    const known = this.#facts.get(id)
    if (known !== undefined) return known
    try {
      const facts = await lookAtInput(sourceOf(handle, size))
      this.#facts.set(id, facts)
      return facts
    } catch (error) {
      if (error instanceof InputPictureError) return undefined
      throw error
    }
  }

  #toUpload({ id, bytes, usedAt }: StoredFile, facts: InputFacts): Upload {
    return { ...facts, id, bytes, usedAt, expiresAt: usedAt + this.#keepMs }
  }
}

/** The bytes of an open file, for a reader that takes them one after the other without waiting. */
function sourceOf(handle: FileHandle, size: number): ByteSource {
  return {
    size,
    read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)))
      let filled = 0
      while (filled < bytes.length) {
        const read = readSync(handle.fd, bytes, filled, bytes.length - filled, offset + filled)
        if (read === 0) break
        filled += read
      }
      return bytes.subarray(0, filled)
    },
  }
}

/**
 * Opens the uploads of a folder, which may be shared by several processes. What processes that are gone left half done is
 * removed. Rejects as the system does when the folder cannot be made.
 */
export async function openUploadStore(options: UploadStoreOptions): Promise<UploadStore> {
  const store = new FolderUploadStore(options)
  await store.start()
  return store
}
