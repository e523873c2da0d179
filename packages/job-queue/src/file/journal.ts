import type { Entry } from '../change.ts'
import { JournalPoisonedError } from '../errors.ts'
import type { SnapshotLine } from '../store-record.ts'
import type { Failpoint } from './failpoint.ts'
import type { QueueFileSystem } from './file-system.ts'
import { encodeLine } from './journal-line.ts'
import { NewSegment } from './new-segment.ts'
import type { Segment } from './segment.ts'

export interface JournalOptions {
  readonly fs: QueueFileSystem
  readonly directory: string
  readonly failpoint: Failpoint | undefined
  readonly warn: (message: string) => void
  /** Bytes since the snapshot at which to compact: `most`, or 4 times the snapshot if less, but at least `least`. */
  readonly compactAt: { readonly least: number; readonly most: number }
}

/** Appends entries to the newest segment. Now and then a new one, begun by a snapshot, is made in the background. */
export class Journal {
  readonly #options: JournalOptions
  readonly #stopping = new AbortController()
  #segment: Segment
  /** Serializes appends and the switch of segments. */
  #turn: Promise<void> = Promise.resolve()
  #rotation: Promise<void> | undefined
  /** Lines appended since the snapshot, while a rotation is under way. */
  #sinceSnapshot: Uint8Array[] = []
  #nextAt: number
  #poison: JournalPoisonedError | undefined

  constructor(segment: Segment, options: JournalOptions) {
    this.#segment = segment
    this.#options = options
    this.#nextAt = this.#threshold()
  }

  append(entry: Entry): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#poison !== undefined) throw this.#poison
      const line = encodeLine(entry)
      await this.#segment.append(line)
      if (this.#rotation !== undefined) this.#sinceSnapshot.push(line)
    })
  }

  get wantsSnapshot(): boolean {
    return this.#rotation === undefined && this.#segment.tailBytes >= this.#nextAt
  }

  /** Begins a rotation; `snapshot` must contain all appended entries. */
  rotate(snapshot: Iterable<SnapshotLine>): void {
    this.#sinceSnapshot = []
    this.#rotation = this.#rotate(snapshot).finally(() => {
      this.#rotation = undefined
      this.#sinceSnapshot = []
    })
  }

  async close(): Promise<void> {
    this.#stopping.abort()
    await this.#rotation
    await this.#turn
    await this.#segment.close()
  }

  #threshold(): number {
    const { least, most } = this.#options.compactAt
    return Math.min(most, Math.max(least, 4 * this.#segment.snapshotBytes))
  }

  async #rotate(snapshot: Iterable<SnapshotLine>): Promise<void> {
    const { fs, directory, failpoint, warn } = this.#options
    const number = this.#segment.number + 1
    const next = new NewSegment({ fs, directory, number, failpoint })
    const old = this.#segment
    try {
      await next.writeSnapshot(snapshot, this.#stopping.signal)
      await next.catchUp(this.#sinceSnapshot.splice(0))
      await this.#inTurn(() => this.#switchTo(next))
      await old.close()
      await fs.remove(old.path)
    } catch (error) {
      this.#nextAt += this.#threshold()
      if (!this.#stopping.signal.aborted) warn(`Compacting the queue's journal failed: ${error}`)
      if (this.#segment === old && this.#poison === undefined) await this.#discard(next)
    }
  }

  async #discard(next: NewSegment): Promise<void> {
    try {
      await next.discard()
    } catch (error) {
      this.#options.warn(`What an unfinished snapshot wrote is left behind: ${error}`)
    }
  }

  async #switchTo(next: NewSegment): Promise<void> {
    await next.catchUp(this.#sinceSnapshot.splice(0))
    await next.rename()
    try {
      this.#segment = await next.finish()
    } catch (error) {
      // A restart may find both segments and takes the newer one, so the older must not go on.
      this.#poison = new JournalPoisonedError(this.#segment.path, { cause: error })
      throw this.#poison
    }
    this.#nextAt = this.#threshold()
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.then(
      () => undefined,
      () => undefined,
    )
    return result
  }
}
