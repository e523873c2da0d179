import { JournalVersionError } from '../errors.ts'
import type { StoreRecord } from '../queue-store.ts'
import { createStoreEpoch } from '../replica.ts'
import { formatVersion, isEntry, isSnapshotLine, type SnapshotLine } from '../store-record.ts'
import { hasGoodLineAfter, type Line, readLines } from './journal-line.ts'

export interface Damage {
  readonly offset: number
  readonly reason: string
  /** The end was not fully written, as after a power cut; it was never confirmed. */
  readonly isTornTail: boolean
}

export interface SegmentReading {
  /** Number of good bytes from the beginning. */
  readonly end: number
  readonly snapshotEnd: number
  readonly damage?: Damage
}

interface ReadOptions {
  readonly file: string
  /** Receives the records, line by line. */
  readonly take: (record: StoreRecord) => void
  /** For repair: skips the damaged part of the snapshot, and starts event ids anew under another epoch. */
  readonly salvage?: boolean
}

/** Reads a segment up to the first damaged bytes. */
export const readSegment = (bytes: Uint8Array, options: ReadOptions): SegmentReading => {
  const reader = new SegmentReader(options)
  for (const line of readLines(bytes)) {
    const problem = reader.take(line)
    if (problem !== undefined) return reader.finish(describe(bytes, line, problem))
  }
  return reader.finish(undefined)
}

interface Problem {
  readonly reason: string
  readonly inSnapshot: boolean
}

const describe = (bytes: Uint8Array, line: Line, { reason, inSnapshot }: Problem): Damage => ({
  offset: line.offset,
  reason,
  isTornTail: !inSnapshot && line.value === undefined && !hasGoodLineAfter(bytes, line.offset),
})

class SegmentReader {
  readonly #options: ReadOptions
  #phase: 'header' | 'snapshot' | 'entries' = 'header'
  #nextSeq = 0
  #end = 0
  #snapshotEnd = 0

  constructor(options: ReadOptions) {
    this.#options = options
  }

  /** Takes a line. Returns what is wrong with a line that is not taken. */
  take(line: Line): Problem | undefined {
    const reason = this.#takeValue(line)
    if (reason !== undefined) {
      const inSnapshot = this.#phase !== 'entries'
      return inSnapshot && this.#options.salvage ? undefined : { reason, inSnapshot }
    }
    this.#end = line.end
    return undefined
  }

  finish(damage: Damage | undefined): SegmentReading {
    const incomplete: Damage | undefined =
      this.#phase === 'entries' || this.#options.salvage
        ? undefined
        : { offset: this.#end, reason: 'the snapshot is not complete', isTornTail: false }
    const found = damage ?? incomplete
    return {
      end: this.#end,
      snapshotEnd: this.#snapshotEnd,
      ...(found === undefined ? {} : { damage: found }),
    }
  }

  #takeValue({ value, end }: Line): string | undefined {
    if (value === undefined) return 'the checksum does not fit'
    if (isSnapshotLine(value) && this.#fits(value)) {
      this.#takeSnapshot(value)
      if (value.type === 'snapshot-end') this.#snapshotEnd = end
      return undefined
    }
    if (!isEntry(value)) return 'it is not a journal entry'
    if (!this.#options.salvage) {
      if (this.#phase !== 'entries') return 'the snapshot is not complete'
      if (value.seq !== this.#nextSeq) {
        return `it has number ${value.seq} where ${this.#nextSeq} was to come`
      }
    }
    this.#nextSeq += value.changes.length
    this.#options.take(value)
    return undefined
  }

  /** Whether the line fits the phase: the header comes first, and only once. */
  #fits({ type }: SnapshotLine): boolean {
    return type === 'header' ? this.#phase === 'header' : this.#phase !== 'entries'
  }

  #takeSnapshot(line: SnapshotLine): void {
    const { file, take, salvage } = this.#options
    if (line.type === 'header') {
      if (line.v > formatVersion) {
        throw new JournalVersionError(file, { version: line.v, supported: formatVersion })
      }
      this.#nextSeq = line.seq
      this.#phase = 'snapshot'
      take(salvage ? { ...line, storeEpoch: createStoreEpoch() } : line)
      return
    }
    take(line)
    if (line.type === 'snapshot-end') this.#phase = 'entries'
  }
}
