import { hash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { GalleryLogger } from '../gallery.ts'
import { Journal, type JournalLine, readJournal } from './journal.ts'
import { type LoadedSnapshot, readSnapshot } from './read-snapshot.ts'
import type { SnapshotOwner, SnapshotState } from './snapshot-state.ts'
import { captureSnapshot, writeSnapshot } from './write-snapshot.ts'

/** A journal with more records, that are also over a tenth of the gallery, is folded into a new snapshot. */
const manyRecords = 5_000

interface GalleryCacheOptions extends SnapshotOwner {
  readonly directory: string
  readonly logger: GalleryLogger | undefined
}

/**
 * The index between runs: a snapshot and a journal of later changes. Everything in it is also in the folder, so a
 * damaged or overwritten cache costs only a scan.
 */
export class GalleryCache {
  readonly #options: GalleryCacheOptions
  readonly #key: string
  #journal: Journal | undefined
  #records = 0
  #saving: Promise<void> | undefined

  constructor(options: GalleryCacheOptions) {
    this.#options = options
    this.#key = hash('sha256', options.root, 'hex').slice(0, 16)
  }

  /** The number of records in the journal. */
  get records(): number {
    return this.#records
  }

  load(): SnapshotState | undefined {
    const loaded = readSnapshot(this.#snapshotPath, this.#options)
    if (loaded === undefined) return undefined
    const directories = new Map(loaded.directories)
    for (const line of readJournal(this.#journalPath(loaded.id)))
      this.#replay(loaded, directories, line)
    this.#journal = this.#openJournal(loaded.id)
    return { index: loaded.index, directories, device: loaded.device }
  }

  /** Appends a change; does nothing before the first snapshot. */
  append(line: JournalLine): void {
    this.#journal?.append(line)
    if ('records' in line) this.#records += line.records?.length ?? 0
    if ('removed' in line) this.#records += line.removed?.length ?? 0
  }

  isDue(size: number): boolean {
    return this.#journal === undefined || this.#records > Math.max(manyRecords, size / 10)
  }

  /** Writes a snapshot of the present state; one at a time. */
  save(state: SnapshotState): Promise<void> {
    this.#saving ??= this.#save(state).finally(() => {
      this.#saving = undefined
    })
    return this.#saving
  }

  async close(): Promise<void> {
    await this.#saving
    await this.#journal?.flush()
  }

  get #snapshotPath(): string {
    return join(this.#options.directory, `gallery-${this.#key}.snapshot`)
  }

  #journalPath(snapshotId: string): string {
    return join(this.#options.directory, `gallery-${this.#key}.${snapshotId}.journal`)
  }

  #openJournal(snapshotId: string): Journal {
    return new Journal(this.#journalPath(snapshotId), (error) => {
      this.#options.logger?.warn({ err: error }, 'The gallery index could not be noted down')
    })
  }

  async #save(state: SnapshotState): Promise<void> {
    const { directory, logger } = this.#options
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const id = randomUUID()
      // Later changes belong to the next journal, so nothing may run in between.
      const captured = captureSnapshot(id, this.#options, state)
      const previous = this.#journal
      this.#journal = this.#openJournal(id)
      this.#records = 0
      await previous?.flush()
      await writeSnapshot(this.#snapshotPath, captured)
      await this.#removeJournalsBut(id)
    } catch (error) {
      logger?.warn(
        { err: error },
        'The gallery index could not be saved; the next start scans anew',
      )
    }
  }

  async #removeJournalsBut(id: string): Promise<void> {
    const { directory } = this.#options
    for (const name of await readdir(directory)) {
      const isOurs = name.startsWith(`gallery-${this.#key}.`) && name.endsWith('.journal')
      if (isOurs && !name.includes(id)) await rm(join(directory, name), { force: true })
    }
  }

  #replay(loaded: LoadedSnapshot, directories: Map<string, number>, line: JournalLine): void {
    if ('settled' in line) directories.set(line.settled, line.mtimeMs ?? Number.NaN)
    else if ('gone' in line) directories.delete(line.gone)
    else loaded.index.apply(line.directory, line.records ?? [], line.removed ?? [])
    if ('records' in line) this.#records += line.records?.length ?? 0
  }
}
