import type { SnapshotLine } from '@darkroom/job-queue'
import { Client } from 'pg'
import { goneAfterHalfAMinute } from './connection.ts'
import type { Place } from './log.ts'
import type { Tables } from './schema.ts'
import { type Snapshot, writeSnapshot } from './snapshots.ts'
import { sentenceOf } from './trouble.ts'

/** A snapshot is due when as much as this many times its size came after it, within bounds. */
const growth = 4
const mostBytes = 64 * 2 ** 20

/** Milliseconds until another try when none was written, by nobody. */
const pauseMs = 30_000

export interface SnapshotWriterOptions {
  readonly url: string
  readonly tables: Tables
  readonly atLeastBytes: number
  readonly onWarning: (message: string) => void
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number
}

/** Writes snapshots in the background, over a connection of their own, so that no entry waits for one. */
export class SnapshotWriter {
  readonly #options: SnapshotWriterOptions
  #writing: Promise<void> | undefined
  /** The newest that is known. */
  #newest: Snapshot = { position: -1, bytes: 0 }
  #bytesSince = 0
  #notBefore = Number.NEGATIVE_INFINITY

  constructor(options: SnapshotWriterOptions) {
    this.#options = options
  }

  begin(newest: Snapshot, bytesSince: number): void {
    this.#newest = newest
    this.#bytesSince = bytesSince
  }

  grew(bytes: number): void {
    this.#bytesSince += bytes
  }

  get isDue(): boolean {
    const { atLeastBytes } = this.#options
    const enough = Math.min(mostBytes, Math.max(atLeastBytes, growth * this.#newest.bytes))
    return (
      this.#writing === undefined && this.#bytesSince >= enough && this.#now() >= this.#notBefore
    )
  }

  /** Begins to write; `lines` stand for all entries before the place. */
  write(place: Place, lines: Iterable<SnapshotLine>): void {
    const bytes = this.#bytesSince
    this.#bytesSince = 0
    this.#writing = this.#write(place, lines).then((newest) => {
      this.#writing = undefined
      if (newest !== undefined) {
        this.#newest = newest
        return
      }
      this.#bytesSince += bytes
      this.#notBefore = this.#now() + pauseMs
    })
  }

  async close(): Promise<void> {
    await this.#writing
  }

  #now(): number {
    return this.#options.now?.() ?? performance.now()
  }

  /** Undefined when none was written, by nobody that is known of. */
  async #write(place: Place, lines: Iterable<SnapshotLine>): Promise<Snapshot | undefined> {
    const { url, tables, onWarning } = this.#options
    const client = new Client({
      connectionString: url,
      application_name: 'darkroom-snapshot',
      connectionTimeoutMillis: 10_000,
      query_timeout: 60_000,
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query(goneAfterHalfAMinute)
      const since = this.#newest.position
      return await writeSnapshot(client, tables, { place, since, lines })
    } catch (error) {
      onWarning(`A snapshot of the queue could not be written: ${sentenceOf(error)}`)
      return undefined
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
