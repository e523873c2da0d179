import type { Group } from './group.ts'
import type { Job } from './job.ts'
import { allOpen } from './open-ids.ts'
import type { QueueEvent } from './queue-event.ts'
import type { QueueState } from './queue-state.ts'
import { formatVersion, type SnapshotLine } from './store-record.ts'

/** Records in a line: few enough that making one does not hold up the event loop. */
const perLine = 64

/** Jobs of the groups in a line: the payload of a group can be large when it has many. */
const jobsPerLine = 1_000

function* inChunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += perLine) {
    yield items.slice(start, start + perLine)
  }
}

function* groupsInChunks(groups: readonly Group[]): Generator<readonly Group[]> {
  let chunk: Group[] = []
  let jobs = 0
  for (const group of groups) {
    const { length } = group.record.jobIds
    if (chunk.length > 0 && (chunk.length === perLine || jobs + length > jobsPerLine)) {
      yield chunk
      chunk = []
      jobs = 0
    }
    chunk.push(group)
    jobs += length
  }
  if (chunk.length > 0) yield chunk
}

const lookUp = (ids: Iterable<string>, { jobs }: QueueState): Job[] => {
  const found: Job[] = []
  for (const id of ids) {
    const job = jobs.get(id)
    if (job !== undefined) found.push(job)
  }
  return found
}

/** An event without its payload, which is in the job itself or no longer wanted. */
const withoutPayload = (event: QueueEvent): QueueEvent =>
  event.job === undefined ? event : { ...event, job: { ...event.job, payload: null } }

/**
 * Captures the state at this moment, to be read line by line later; its values are immutable, so holding on to them is
 * enough. Ended jobs go in the order they ended, which is the order they are forgotten in.
 */
export const capture = (
  state: QueueState,
  { events, at }: { events: readonly QueueEvent[]; at: number },
): Iterable<SnapshotLine> => {
  state.keys.prune(at)
  const groups = [...state.groups.values()]
  const live = lookUp(allOpen(state.open), state).sort((left, right) => left.order - right.order)
  const jobs = [...live, ...lookUp(state.lean, state), ...lookUp(state.whole, state)]
  const keys = state.keys.entries()
  const settings = [...state.settings]
  const messages = state.outbox.entries()
  const header: SnapshotLine = {
    type: 'header',
    v: formatVersion,
    storeEpoch: state.storeEpoch,
    at,
    seq: state.nextSeq,
    paused: state.paused,
    turns: state.turns.capture(),
    ...(state.presence.members.size === 0 ? {} : { presence: state.presence.capture() }),
  }
  return {
    *[Symbol.iterator]() {
      yield header
      for (const chunk of groupsInChunks(groups)) yield { type: 'groups', groups: chunk }
      for (const chunk of inChunks(jobs)) yield { type: 'jobs', jobs: chunk }
      for (const chunk of inChunks(keys)) yield { type: 'keys', keys: chunk }
      for (const chunk of inChunks(settings)) yield { type: 'settings', settings: chunk }
      for (const chunk of inChunks(messages)) yield { type: 'messages', messages: chunk }
      for (const chunk of inChunks(events)) {
        yield { type: 'events', events: chunk.map(withoutPayload) }
      }
      yield { type: 'snapshot-end' }
    },
  }
}
