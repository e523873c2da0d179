import type { Clock } from '@darkroom/foundation'
import { UploadsFullError } from '../errors.ts'
import type { StoredFile, UploadFolder } from './upload-folder.ts'
import type { UploadStoreOptions } from './upload-store.ts'

/** Milliseconds without a use after which an upload may go before its time, where room is needed. */
const graceMs = 3_600_000

/** Milliseconds for which what was seen of the folder counts. */
const freshMs = 30_000

interface Limits {
  readonly limitBytes: number
  readonly keepMs: number
  readonly inUse: NonNullable<UploadStoreOptions['inUse']>
  readonly clock: Clock
}

/** Which uploads there are and how large they are together; which go, and which stay. */
export class StoredUploads {
  readonly #folder: UploadFolder
  readonly #limits: Limits
  #files = new Map<string, StoredFile>()
  /** Bytes that were promised room, by id, until they are in the folder. */
  readonly #promised = new Map<string, number>()
  /** How many hold an upload, by id. */
  readonly #holders = new Map<string, number>()
  #makingRoom: Promise<unknown> = Promise.resolve()
  #refreshedAt = Number.NEGATIVE_INFINITY

  constructor(folder: UploadFolder, limits: Limits) {
    this.#folder = folder
    this.#limits = limits
  }

  /** The bytes of all, and of those that are just getting their names. */
  get totalBytes(): number {
    const stored = this.#files.values().reduce((sum, { bytes }) => sum + bytes, 0)
    const promised = [...this.#promised].filter(([id]) => !this.#files.has(id))
    return promised.reduce((sum, [, bytes]) => sum + bytes, stored)
  }

  /** Looks at the folder, in which other processes may have been as well. */
  async refresh(): Promise<readonly StoredFile[]> {
    const files = await this.#folder.list()
    this.#files = new Map(files.map((file) => [file.id, file]))
    this.#refreshedAt = this.#limits.clock.monotonic()
    return files
  }

  /** Promises room for an upload until disposed of. Rejects with `UploadsFullError`. */
  async promise(id: string, bytes: number): Promise<Disposable> {
    const mine = this.#makingRoom.then(() => this.#makeRoom(bytes))
    this.#makingRoom = mine.catch(() => undefined)
    await mine
    this.#promised.set(id, bytes)
    return { [Symbol.dispose]: () => this.#promised.delete(id) }
  }

  /** Notes that an upload is in the folder. */
  note(file: StoredFile): void {
    this.#files.set(file.id, file)
  }

  /** Keeps an upload until disposed of, once. */
  hold(id: string): Disposable {
    const count = (change: number): void => {
      const holders = (this.#holders.get(id) ?? 0) + change
      if (holders > 0) this.#holders.set(id, holders)
      else this.#holders.delete(id)
    }
    count(1)
    return { [Symbol.dispose]: () => count(-1) }
  }

  async isNeeded(id: string): Promise<boolean> {
    return this.#holders.has(id) || (await this.#limits.inUse([id])).has(id)
  }

  /** Removes an upload although it was just used; false for one that somebody has taken since it was looked at, or that is gone. */
  async remove({ id, usedAt }: StoredFile): Promise<boolean> {
    if (this.#holders.has(id)) return false
    const removed = await this.#folder.removeUnused(id, { usedBefore: usedAt })
    if (removed) this.#files.delete(id)
    return removed
  }

  /** Removes what was not used for its time. */
  async expire(): Promise<void> {
    const usedBefore = this.#limits.clock.now() - this.#limits.keepMs
    for (const { id } of await this.#mayGo(usedBefore)) await this.#removeUnused(id, usedBefore)
  }

  async #makeRoom(bytes: number): Promise<void> {
    const { limitBytes, clock } = this.#limits
    if (this.#isFresh() && this.totalBytes + bytes <= limitBytes) return
    await this.refresh()
    if (this.totalBytes + bytes <= limitBytes) return
    const usedBefore = clock.now() - graceMs
    const old = await this.#mayGo(usedBefore)
    const usedBytes = this.totalBytes
    const freeable = old.reduce((sum, file) => sum + file.bytes, 0)
    if (usedBytes - freeable + bytes > limitBytes) {
      throw new UploadsFullError({ usedBytes, limitBytes })
    }
    for (const { id } of old) {
      if (this.totalBytes + bytes <= limitBytes) return
      await this.#removeUnused(id, usedBefore)
    }
    // Somebody took one of them just now.
    if (this.totalBytes + bytes > limitBytes) throw new UploadsFullError({ usedBytes, limitBytes })
  }

  /** Whether the folder was looked at lately: other processes add to it as well. */
  #isFresh(): boolean {
    return this.#limits.clock.monotonic() - this.#refreshedAt < freshMs
  }

  /** Those that nobody needs and nobody used since, the one used longest ago first. */
  async #mayGo(usedBefore: number): Promise<readonly StoredFile[]> {
    const old = [...this.#files.values()]
      .filter(({ id, usedAt }) => usedAt <= usedBefore && !this.#holders.has(id))
      .toSorted((a, b) => a.usedAt - b.usedAt)
    const needed = old.length === 0 ? new Set() : await this.#limits.inUse(old.map(({ id }) => id))
    return old.filter(({ id }) => !needed.has(id))
  }

  async #removeUnused(id: string, usedBefore: number): Promise<void> {
    // A job may have taken it while others were removed.
    if (this.#holders.has(id)) return
    await this.#folder.removeUnused(id, { usedBefore })
    this.#files.delete(id)
  }
}
