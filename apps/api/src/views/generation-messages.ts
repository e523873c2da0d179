import { EventGapError, type EventOptions, type GenerationEvent } from '@darkroom/generation'
import type { SSEMessage } from 'hono/streaming'
import type { Services } from '../services.ts'
import { toJob, toProgress } from './to-job.ts'

type Source = Pick<Services, 'generation' | 'gallery'>

const data = (event: GenerationEvent, { gallery }: Source): object => {
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

const toMessage = (event: GenerationEvent, source: Source): SSEMessage => ({
  event: event.type,
  data: JSON.stringify(data(event, source)),
  id: 'id' in event ? event.id : undefined,
})

const present = ({ generation, gallery }: Source, { requestId, groupId }: EventOptions): object => {
  const job = requestId === undefined ? undefined : generation.get(requestId)
  if (job !== undefined) return toJob(job, gallery)
  const filter = groupId === undefined ? {} : { groupId }
  return {
    jobs: generation.list(filter, { limit: 1000 }).items.map((item) => toJob(item, gallery)),
  }
}

/**
 * What a listener is sent: everything after `after`; when that is no longer known, `reset` with the present state and
 * then what follows.
 */
export async function* generationMessages(
  source: Source,
  { after, ...options }: EventOptions,
): AsyncGenerator<SSEMessage> {
  try {
    for await (const event of source.generation.events({ ...options, after })) {
      yield toMessage(event, source)
    }
    return
  } catch (error) {
    if (!(error instanceof EventGapError)) throw error
  }
  yield { event: 'reset', data: JSON.stringify(present(source, options)) }
  for await (const event of source.generation.events(options)) yield toMessage(event, source)
}
