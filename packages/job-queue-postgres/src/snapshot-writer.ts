import type { SnapshotLine } from '@darkroom/job-queue'
import { Client } from 'pg'
import type { Tables } from './schema.ts'
import { writeSnapshot } from './snapshots.ts'
import { sentenceOf } from './trouble.ts'

/** A snapshot is due when as much as this many times its size came after it, within bounds. */
const growth = 4
const mostBytes = 64 * 2 ** 20

export interface SnapshotWriterOptions {
  readonly url: string
  readonly tables: Tables
  readonly atLeastBytes: number
  readonly onWarning: (message: string) => void
}

/** Writes snapshots in the background, over a connection of their own, so that no entry waits for one. */
export class SnapshotWriter {
  readonly #options: SnapshotWriterOptions
  #writing: Promise<void> | undefined
  #snapshotBytes = 0
  #bytesSince = 0

  constructor(options: SnapshotWriterOptions) {
    this.#options = options
  }

  begin(now: { readonly snapshotBytes: number; readonly bytesSince: number }): void {
    this.#snapshotBytes = now.snapshotBytes
    this.#bytesSince = now.bytesSince
  }

  grew(bytes: number): void {
    this.#bytesSince += bytes
  }

  get isDue(): boolean {
    const { atLeastBytes } = this.#options
    const enough = Math.min(mostBytes, Math.max(atLeastBytes, growth * this.#snapshotBytes))
    return this.#writing === undefined && this.#bytesSince >= enough
  }

  /** Begins to write; `lines` stand for all entries before the position. */
  write(position: number, lines: Iterable<SnapshotLine>): void {
    this.#bytesSince = 0
    this.#writing = this.#write(position, lines).finally(() => {
      this.#writing = undefined
    })
  }

  async close(): Promise<void> {
    await this.#writing
  }

  async #write(position: number, lines: Iterable<SnapshotLine>): Promise<void> {
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
      this.#snapshotBytes =
        (await writeSnapshot(client, tables, { position, lines })) ?? this.#snapshotBytes
    } catch (error) {
      onWarning(`A snapshot of the queue could not be written: ${sentenceOf(error)}`)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
