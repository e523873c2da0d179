import type { Entry } from '../change.ts'
import { JournalVersionError } from '../errors.ts'
import type { QueueEvent } from '../job-queue.ts'
import { QueueState, type Retention } from '../queue-state.ts'
import { hasGoodLineAfter, type Line, readLines } from './journal-line.ts'
import {
  formatVersion,
  type Header,
  isEntry,
  isHeader,
  isSnapshotLine,
  type SnapshotLine,
} from './segment-line.ts'

export interface Damage {
  readonly offset: number
  readonly reason: string
  /** What a power cut leaves: an end that was not fully written. Nothing in it was ever confirmed. */
  readonly isTornTail: boolean
}

export interface Replay {
  readonly state: QueueState
  readonly events: readonly QueueEvent[]
  /** Bytes from the beginning that are good. */
  readonly end: number
  readonly snapshotEnd: number
  readonly damage?: Damage
}

interface ReplayOptions {
  readonly file: string
  readonly retention: Retention
  readonly eventRetention: number
  /** For repair: what the snapshot lost is passed over, and events begin anew under this epoch. */
  readonly salvage?: { readonly storeEpoch: string }
}

/** Rebuilds the state from a segment's bytes, up to the first that are not good. */
export const replaySegment = (bytes: Uint8Array, options: ReplayOptions): Replay => {
  const replayer = new Replayer(options)
  for (const line of readLines(bytes)) {
    const problem = replayer.take(line)
    if (problem !== undefined) return replayer.finish(describe(bytes, line, problem))
  }
  return replayer.finish(undefined)
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

class Replayer {
  readonly #options: ReplayOptions
  #state: QueueState
  #events: QueueEvent[] = []
  #phase: 'header' | 'snapshot' | 'entries' = 'header'
  #end = 0
  #snapshotEnd = 0

  constructor(options: ReplayOptions) {
    this.#options = options
    this.#state = this.#createState(options.salvage?.storeEpoch ?? '')
  }

  /** What is wrong with the line, if anything; nothing of it is taken then. */
  take(line: Line): Problem | undefined {
    const reason = this.#takeValue(line)
    if (reason !== undefined) {
      const inSnapshot = this.#phase !== 'entries'
      return inSnapshot && this.#options.salvage !== undefined ? undefined : { reason, inSnapshot }
    }
    this.#end = line.end
    return undefined
  }

  finish(damage: Damage | undefined): Replay {
    const incomplete: Damage | undefined =
      this.#phase === 'entries' || this.#options.salvage !== undefined
        ? undefined
        : { offset: this.#end, reason: 'the snapshot is not complete', isTornTail: false }
    const found = damage ?? incomplete
    return {
      state: this.#state,
      events: this.#options.salvage === undefined ? this.#events : [],
      end: this.#end,
      snapshotEnd: this.#snapshotEnd,
      ...(found === undefined ? {} : { damage: found }),
    }
  }

  #takeValue({ value, end }: Line): string | undefined {
    if (value === undefined) return 'the checksum does not fit'
    if (this.#phase === 'header' && isHeader(value)) return this.#takeHeader(value)
    if (this.#phase !== 'entries' && isSnapshotLine(value)) {
      this.#takeSnapshot(value)
      if (value.type === 'snapshot-end') this.#snapshotEnd = end
      return undefined
    }
    if (!isEntry(value)) return 'it is not a journal entry'
    return this.#takeEntry(value)
  }

  #takeHeader({ v, storeEpoch, seq, paused, turns = [] }: Header): undefined {
    const { file, salvage } = this.#options
    if (v > formatVersion) {
      throw new JournalVersionError(file, { version: v, supported: formatVersion })
    }
    this.#state = this.#createState(salvage?.storeEpoch ?? storeEpoch)
    this.#state.nextSeq = seq
    this.#state.paused = paused
    this.#state.turns.restore(turns)
    this.#phase = 'snapshot'
  }

  #takeSnapshot(line: SnapshotLine): void {
    switch (line.type) {
      case 'groups':
        for (const group of line.groups) this.#state.restoreGroup(group)
        break
      case 'jobs':
        for (const job of line.jobs) this.#state.restoreJob({ turn: 0, ...job })
        break
      case 'keys':
        for (const key of line.keys) this.#state.restoreKey(key)
        break
      case 'events':
        for (const event of line.events) this.#events.push(this.#withPayload(event))
        break
      case 'snapshot-end':
        this.#state.finishRestore()
        this.#phase = 'entries'
        break
    }
  }

  #takeEntry(entry: Entry): string | undefined {
    const { salvage, eventRetention } = this.#options
    if (this.#phase !== 'entries' && salvage === undefined) return 'the snapshot is not complete'
    if (entry.seq !== this.#state.nextSeq && salvage === undefined) {
      return `it has number ${entry.seq} where ${this.#state.nextSeq} was to come`
    }
    this.#events.push(...this.#state.apply(entry))
    if (this.#events.length > eventRetention * 2) {
      this.#events = this.#events.slice(-eventRetention)
    }
    return undefined
  }

  #withPayload(event: QueueEvent): QueueEvent {
    const { job } = event
    if (job === undefined) return event
    const now = this.#state.jobs.get(job.id)?.record
    if (now === undefined || now.lean) return { ...event, job: { ...job, lean: true } }
    return { ...event, job: { ...job, payload: now.payload } }
  }

  #createState(storeEpoch: string): QueueState {
    return new QueueState({ storeEpoch, retention: this.#options.retention })
  }
}
