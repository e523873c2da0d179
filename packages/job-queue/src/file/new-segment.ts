import type { SnapshotLine } from '../store-record.ts'
import type { Failpoint } from './failpoint.ts'
import type { QueueFile, QueueFileSystem } from './file-system.ts'
import { encodeLine } from './journal-line.ts'
import { Segment } from './segment.ts'
import { segmentPath, temporaryPath } from './segment-files.ts'
import { writeFully } from './write-fully.ts'

/** Bytes between syncs while writing, so that no single sync is long enough to delay the journal. */
const syncEveryBytes = 1024 * 1024

/** A segment being made: under a temporary name until it is complete and durable. */
export class NewSegment {
  readonly #fs: QueueFileSystem
  readonly #directory: string
  readonly #number: number
  readonly #failpoint: Failpoint | undefined
  #file: QueueFile | undefined
  #length = 0
  #unsynced = 0
  #snapshotBytes = 0

  constructor(options: {
    fs: QueueFileSystem
    directory: string
    number: number
    failpoint: Failpoint | undefined
  }) {
    this.#fs = options.fs
    this.#directory = options.directory
    this.#number = options.number
    this.#failpoint = options.failpoint
  }

  /** Writes the snapshot line by line, with the event loop free in between. */
  async writeSnapshot(lines: Iterable<SnapshotLine>, signal: AbortSignal): Promise<void> {
    this.#file = await this.#fs.create(this.#temporary)
    for (const line of lines) {
      signal.throwIfAborted()
      await this.#write(encodeLine(line))
      if (line.type === 'header') await this.#failpoint?.('snapshot.mid')
    }
    this.#snapshotBytes = this.#length
    await this.#sync()
  }

  /** Writes the lines that were appended to the old segment since the snapshot. */
  async catchUp(lines: readonly Uint8Array[]): Promise<void> {
    for (const line of lines) await this.#write(line)
    await this.#sync()
  }

  /** Gives the segment its name: from here on a restart may find it. */
  async rename(): Promise<void> {
    await this.#fs.rename(this.#temporary, this.#path)
  }

  /** Makes the name durable: from here on a restart will find it. */
  async finish(): Promise<Segment> {
    await this.#failpoint?.('snapshot.after-rename')
    await this.#fs.syncDirectory(this.#directory)
    return new Segment({
      path: this.#path,
      number: this.#number,
      file: this.#opened,
      length: this.#length,
      snapshotBytes: this.#snapshotBytes,
      failpoint: this.#failpoint,
    })
  }

  async discard(): Promise<void> {
    await this.#file?.close()
    await this.#fs.remove(this.#temporary)
  }

  get #path(): string {
    return segmentPath(this.#directory, this.#number)
  }

  get #temporary(): string {
    return temporaryPath(this.#directory, this.#number)
  }

  get #opened(): QueueFile {
    if (this.#file === undefined) throw new Error('the snapshot was not written')
    return this.#file
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await writeFully(this.#opened, bytes, this.#length)
    this.#length += bytes.length
    this.#unsynced += bytes.length
    if (this.#unsynced >= syncEveryBytes) await this.#sync()
  }

  async #sync(): Promise<void> {
    await this.#opened.datasync()
    this.#unsynced = 0
  }
}
