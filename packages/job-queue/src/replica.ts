import { randomBytes } from 'node:crypto'
import { EventLog } from '@darkroom/foundation'
import type { Entry } from './change.ts'
import { EventGapError, JournalVersionError, QueueError } from './errors.ts'
import type { QueueEvent } from './queue-event.ts'
import { QueueState, type Retention } from './queue-state.ts'
import type { StoreRecord } from './queue-store.ts'
import { capture } from './snapshot.ts'
import { formatVersion, type SnapshotHeader, type SnapshotLine } from './store-record.ts'

export const createStoreEpoch = (): string => randomBytes(6).toString('hex')

/** This process's copy of the store: the folded state and the newest events. */
export class Replica {
  readonly state: QueueState
  readonly #eventRetention: number
  #events: EventLog<QueueEvent>
  /** Events of the snapshot being replayed. */
  #restored: QueueEvent[] = []

  constructor({ retention, eventRetention }: { retention: Retention; eventRetention: number }) {
    this.state = new QueueState({ storeEpoch: createStoreEpoch(), retention })
    this.#eventRetention = eventRetention
    this.#events = this.#createLog()
  }

  get events(): EventLog<QueueEvent> {
    return this.#events
  }

  replay(record: StoreRecord): void {
    if ('type' in record) this.#restore(record)
    else this.apply(record)
  }

  apply(entry: Entry): readonly QueueEvent[] {
    if (entry.seq !== this.state.nextSeq) {
      throw new QueueError(`Entry ${entry.seq} came instead of ${this.state.nextSeq}`)
    }
    const events = this.state.apply(entry)
    this.#events.append(events)
    return events
  }

  snapshot(at: number): Iterable<SnapshotLine> {
    return capture(this.state, { events: this.#events.retained(), at })
  }

  #restore(line: SnapshotLine): void {
    switch (line.type) {
      case 'header':
        this.#begin(line)
        break
      case 'groups':
        for (const group of line.groups) this.state.restoreGroup(group)
        break
      case 'jobs':
        for (const job of line.jobs) this.state.restoreJob({ turn: 0, ...job })
        break
      case 'keys':
        for (const key of line.keys) this.state.restoreKey(key)
        break
      case 'settings':
        for (const [key, value] of line.settings) this.state.settings.set(key, value)
        break
      case 'messages':
        for (const [number, message] of line.messages) this.state.outbox.restore(number, message)
        break
      case 'events':
        for (const event of line.events) this.#restored.push(this.#withPayload(event))
        break
      case 'snapshot-end':
        this.state.finishRestore()
        this.#events = this.#createLog()
        this.#restored = []
    }
  }

  #begin({ v, storeEpoch, seq, paused, turns = [], presence = [] }: SnapshotHeader): void {
    if (v > formatVersion) {
      throw new JournalVersionError('the store', { version: v, supported: formatVersion })
    }
    this.state.storeEpoch = storeEpoch
    this.state.nextSeq = seq
    this.state.paused = paused
    this.state.turns.restore(turns)
    for (const change of presence) this.state.presence.apply(change)
  }

  /** Puts the payload back into an event: the snapshot holds it once, in the job itself. */
  #withPayload(event: QueueEvent): QueueEvent {
    if (event.job === undefined) return event
    const now = this.state.jobs.get(event.jobId)?.record
    if (now === undefined || now.lean) return { ...event, job: { ...event.job, lean: true } }
    return { ...event, job: { ...event.job, payload: now.payload } }
  }

  #createLog(): EventLog<QueueEvent> {
    return new EventLog({
      epoch: this.state.storeEpoch,
      retention: this.#eventRetention,
      nextSeq: this.state.nextSeq,
      events: this.#restored,
      gap: (after) => new EventGapError(after),
    })
  }
}
