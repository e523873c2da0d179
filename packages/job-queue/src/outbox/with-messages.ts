import type { Json } from '@darkroom/foundation'
import type { AcceptedChange, Change, GroupChange, JobChange } from '../change.ts'
import { acceptGroup } from '../group.ts'
import { acceptJob, changeJob, type Job } from '../job.ts'
import { type GroupRecord, isEnded, type JobRecord, type JobState } from '../job-record.ts'
import type { QueueState } from '../queue-state.ts'
import type { NewMessage } from './outbox-change.ts'

/** A change that is about to be written. */
export interface Happening {
  readonly type: GroupChange['type'] | AcceptedChange['type'] | JobChange['type']
  /** Wall clock. */
  readonly at: number
  /** The job as it will be; absent for an accepted group. */
  readonly job?: JobRecord
  readonly group?: GroupRecord
  /** How many jobs of the group ended in which state, when the last of them does. */
  readonly groupEnds?: ReadonlyMap<JobState, number>
  readonly settings: ReadonlyMap<string, Json>
}

/** The messages to be written together with a change. A function of what it is given alone, quick, and never throws. */
export type MessagesOf = (happening: Happening) => readonly NewMessage[]

/** The jobs as they will be, one change after the other: several of one entry can be of one group. */
class Foreseen {
  readonly #state: QueueState
  readonly #at: number
  readonly #jobs = new Map<string, Job>()
  readonly #groups = new Map<string, GroupRecord>()
  readonly #ended = new Map<string, number>()

  constructor(state: QueueState, at: number) {
    this.#state = state
    this.#at = at
  }

  happening(change: Change): Happening | undefined {
    switch (change.type) {
      case 'group-accepted':
        return this.#happening(change, undefined, this.#acceptGroup(change))
      case 'accepted':
        return this.#ofJob(change, acceptJob(change, { order: 0, turn: 0, at: this.#at }))
      case 'leased':
      case 'checkpointed':
      case 'released':
      case 'cancel-requested':
      case 'priority-changed':
      case 'moved':
      case 'succeeded':
      case 'failed':
      case 'dead':
      case 'cancelled':
      case 'skipped': {
        const before = this.#jobs.get(change.id) ?? this.#state.jobs.get(change.id)
        return before && this.#ofJob(change, changeJob(before, change, this.#at))
      }
      default:
        return undefined
    }
  }

  #acceptGroup(change: GroupChange): GroupRecord {
    const { record } = acceptGroup(change, 0, this.#at)
    this.#groups.set(change.id, record)
    return record
  }

  #ofJob(change: AcceptedChange | JobChange, job: Job): Happening {
    this.#jobs.set(change.id, job)
    const { record } = job
    const group = this.#groups.get(record.groupId ?? '') ?? this.#groupOf(record)
    if (isEnded(record) && group !== undefined) {
      this.#ended.set(group.id, (this.#ended.get(group.id) ?? 0) + 1)
    }
    return this.#happening(change, record, group)
  }

  #groupOf({ groupId }: JobRecord): GroupRecord | undefined {
    return groupId === undefined ? undefined : this.#state.groups.get(groupId)?.record
  }

  #happening(
    { type }: Pick<Happening, 'type'>,
    job: JobRecord | undefined,
    group: GroupRecord | undefined,
  ): Happening {
    const groupEnds = job !== undefined && isEnded(job) ? this.#endsOf(group) : undefined
    return {
      type,
      at: this.#at,
      settings: this.#state.settings,
      ...(job === undefined ? {} : { job }),
      ...(group === undefined ? {} : { group }),
      ...(groupEnds === undefined ? {} : { groupEnds }),
    }
  }

  #endsOf(group: GroupRecord | undefined): Happening['groupEnds'] {
    if (group === undefined || this.#openOf(group.id) > (this.#ended.get(group.id) ?? 0)) {
      return undefined
    }
    const counts = new Map<JobState, number>()
    for (const id of group.jobIds) {
      const { record } = this.#jobs.get(id) ?? this.#state.jobs.get(id) ?? {}
      if (record !== undefined) counts.set(record.state, (counts.get(record.state) ?? 0) + 1)
    }
    return counts
  }

  /** The group's jobs that had not ended before. */
  #openOf(groupId: string): number {
    const { load, open, jobs } = this.#state
    let count = load.groups.get(groupId) ?? 0
    for (const id of open.leased) if (jobs.get(id)?.record.groupId === groupId) count++
    return count
  }
}

/** The changes, and behind them the messages that tell of them. */
export const withMessages = (
  state: QueueState,
  changes: readonly Change[],
  { at, messagesOf }: { readonly at: number; readonly messagesOf: MessagesOf | undefined },
): readonly Change[] => {
  if (messagesOf === undefined) return changes
  const foreseen = new Foreseen(state, at)
  const messages = changes.flatMap((change) => {
    const happening = foreseen.happening(change)
    return happening === undefined ? [] : messagesOf(happening)
  })
  return messages.length === 0 ? changes : [...changes, ...toChanges(state, messages)]
}

/** The changes that add the messages: as many are to be delivered as there is room for. */
export const toChanges = (
  { outbox }: Pick<QueueState, 'outbox'>,
  messages: readonly NewMessage[],
): readonly Change[] => {
  let size = 0
  return messages.map((message) => {
    size += message.body.length
    const change = { type: 'message-added', ...message } as const
    return outbox.isFull(size) ? { ...change, full: true } : change
  })
}
