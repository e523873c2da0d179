import { EventGapError, type EventOptions, type GenerationEvent } from '@darkroom/generation'
import { toMessage } from '../http/sse.ts'
import { type JobSources, toJob, toProgress } from './to-job.ts'

const data = (event: GenerationEvent, { gallery }: JobSources): object => {
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
      return { paused: event.type === 'paused' }
  }
}

const encode = (event: GenerationEvent, source: JobSources): Uint8Array =>
  toMessage({
    event: event.type,
    data: data(event, source),
    id: 'id' in event ? event.id : undefined,
  })

const hintTypes: ReadonlySet<GenerationEvent['type']> = new Set(['progress', 'preview', 'position'])

/** Encoded events without an id, shared by all listeners: a preview is 50 kB. */
const hints = new WeakMap<GenerationEvent, Uint8Array>()

function encodeOnce(event: GenerationEvent, source: JobSources): Uint8Array {
  if ('id' in event) return encode(event, source)
  const message = hints.get(event) ?? encode(event, source)
  hints.set(event, message)
  return message
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

export interface ListenerMessage {
  readonly bytes: Uint8Array
  /** Whether a job or the queue has another state with it, and not only got on. */
  readonly tellsState: boolean
}

/**
 * Messages for a listener: everything after `after`. When that is no longer known, or the listener was too slow,
 * `reset` with the present state and then the events after it. A listener to everything without an id gets one at once,
 * for nothing may happen before the connection is lost; a listener to a job or a group first gets its state.
 */
export async function* generationUpdates(
  source: JobSources,
  { after, ...options }: EventOptions,
): AsyncGenerator<ListenerMessage> {
  const { generation } = source
  const isForAll = options.requestId === undefined && options.groupId === undefined
  let from = after ?? (isForAll ? generation.lastEventId() : undefined)
  if (from !== undefined && after === undefined)
    yield { bytes: toMessage({ id: from }), tellsState: false }
  for (;;) {
    try {
      for await (const event of generation.events({ ...options, after: from })) {
        yield { bytes: encodeOnce(event, source), tellsState: !hintTypes.has(event.type) }
      }
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
    const id = generation.lastEventId()
    const reset = toMessage({ event: 'reset', id, data: present(source, options) })
    yield { bytes: reset, tellsState: true }
    from = isForAll ? id : undefined
  }
}

/** The same messages alone. */
export async function* generationMessages(
  source: JobSources,
  options: EventOptions,
): AsyncGenerator<Uint8Array> {
  for await (const { bytes } of generationUpdates(source, options)) yield bytes
}
