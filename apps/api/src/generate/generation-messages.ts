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

/**
 * Messages for a listener: everything after `after`. When that is no longer known, or the listener was too slow,
 * `reset` with the present state and then the events after it. A listener to everything without an id gets one at once,
 * for nothing may happen before the connection is lost; a listener to a job or a group first gets its state.
 */
export async function* generationMessages(
  source: JobSources,
  { after, ...options }: EventOptions,
): AsyncGenerator<Uint8Array> {
  const { generation } = source
  const isForAll = options.requestId === undefined && options.groupId === undefined
  let from = after ?? (isForAll ? generation.lastEventId() : undefined)
  if (from !== undefined && after === undefined) yield toMessage({ id: from })
  for (;;) {
    try {
      for await (const event of generation.events({ ...options, after: from })) {
        yield encodeOnce(event, source)
      }
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
    const id = generation.lastEventId()
    yield toMessage({ event: 'reset', id, data: present(source, options) })
    from = isForAll ? id : undefined
  }
}
