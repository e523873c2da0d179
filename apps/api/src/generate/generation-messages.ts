import {
  EventGapError,
  type EventOptions,
  type GenerationEvent,
  type GroupKind,
} from '@darkroom/generation'
import type { Message } from '../http/sse.ts'
import { type JobSources, toJob, toProgress } from './to-job.ts'

export interface GroupName {
  readonly kind: GroupKind
  readonly id: string
}

/** Something happened. */
export interface JobUpdate {
  readonly message?: Message
  /** Whether a job, a group, the queue or a server has another state with it, and a job not only got on. */
  readonly tellsState: boolean
  /** The batch or sequence that has another state with it. */
  readonly group?: GroupName | undefined
}

/** The id of a batch or sequence, by the name that it has on the wire. */
export const toGroupId = (group: GroupName | undefined): object => {
  if (group === undefined) return {}
  return group.kind === 'batch' ? { batch_id: group.id } : { sequence_id: group.id }
}

type Told = Exclude<GenerationEvent, { readonly type: 'conditions' }>

const data = (event: Told, { gallery }: JobSources): object => {
  switch (event.type) {
    case 'status':
    case 'completed':
    case 'error':
    case 'cancelled':
      return toJob(event.job, gallery)
    case 'progress':
      return { request_id: event.requestId, ...toProgress(event.progress) }
    case 'preview':
      return { request_id: event.requestId, image: event.dataUrl }
    case 'position':
      return { request_id: event.requestId, position: event.position }
    case 'paused':
    case 'resumed':
      return { paused: event.type === 'paused', ...toGroupId(event.group) }
  }
}

const hintTypes: ReadonlySet<GenerationEvent['type']> = new Set(['progress', 'preview', 'position'])

/** Messages of events without an id, the same for all listeners, so that each is encoded once. */
const hints = new WeakMap<GenerationEvent, Message>()

function toMessage(event: Told, source: JobSources): Message {
  if ('id' in event) return { event: event.type, data: data(event, source), id: event.id }
  const message = hints.get(event) ?? { event: event.type, data: data(event, source) }
  hints.set(event, message)
  return message
}

const groupOf = (event: Told): GroupName | undefined => {
  if ('job' in event) return event.job.part
  return 'group' in event ? event.group : undefined
}

function toUpdate(event: GenerationEvent, source: JobSources): JobUpdate {
  if (event.type === 'conditions') return { tellsState: true }
  return {
    message: toMessage(event, source),
    tellsState: !hintTypes.has(event.type),
    group: groupOf(event),
  }
}

const present = (
  { generation, gallery }: JobSources,
  { requestId, groupId }: EventOptions,
): object => {
  const job = requestId === undefined ? undefined : generation.get(requestId)
  if (job !== undefined) return toJob(job, gallery)
  return {
    jobs: generation.list({ groupId }, { limit: 1000 }).items.map((item) => toJob(item, gallery)),
  }
}

/**
 * Updates for a listener: everything after `after`. When that is no longer known, or the listener was too slow,
 * `reset` with the present state and then the events after it. A listener to a job or a group without an id first gets its state.
 */
export async function* generationUpdates(
  source: JobSources,
  { after, ...options }: EventOptions,
): AsyncGenerator<JobUpdate> {
  const { generation } = source
  const isForAll = options.requestId === undefined && options.groupId === undefined
  let from = after
  for (;;) {
    try {
      for await (const event of generation.events({ ...options, after: from })) {
        yield toUpdate(event, source)
      }
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
    const id = generation.lastEventId()
    const reset = { event: 'reset', id, data: present(source, options) }
    yield { message: reset, tellsState: true }
    from = isForAll ? id : undefined
  }
}

/** The messages of one job. */
export async function* jobMessages(
  source: JobSources,
  options: EventOptions,
): AsyncGenerator<Message> {
  for await (const { message } of generationUpdates(source, options)) {
    if (message !== undefined) yield message
  }
}
