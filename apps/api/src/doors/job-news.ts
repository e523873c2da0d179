import { hasEnded, type JobNews, type Jobs } from '@darkroom/door-ports'
import type { Gallery } from '@darkroom/gallery-store'
import {
  EventGapError,
  type Generation,
  type GenerationEvent,
  type ServerEvent,
} from '@darkroom/generation'
import { merged } from '../events/merged.ts'
import { toComfyMessage } from './to-comfy-message.ts'
import { toDoorJob } from './to-door-job.ts'

export interface NewsSources {
  readonly generation: Generation
  readonly gallery: Gallery
}

type Asked = Parameters<Jobs['news']>[0]

function toNews(event: GenerationEvent, gallery: Gallery): JobNews | undefined {
  switch (event.type) {
    case 'status':
    case 'completed':
    case 'error':
    case 'cancelled':
      return { type: 'job', job: toDoorJob(event.job, gallery) }
    case 'progress': {
      const { value, step, steps, stage } = event.progress
      return { type: 'progress', id: event.requestId, progress: { value, step, steps, stage } }
    }
    // Previews are taken from the servers: each, and before the end of the job.
    case 'preview':
    case 'position':
    case 'paused':
    case 'resumed':
    case 'conditions':
      return undefined
  }
}

function ofServer({ requestId: id, event }: ServerEvent): JobNews | undefined {
  if (event.type === 'preview') {
    const { image: bytes, contentType: mediaType, nodeId: node } = event
    return { type: 'preview', id, bytes, mediaType, ...(node !== undefined && { node }) }
  }
  const message = toComfyMessage(event, id)
  return message && { type: 'message', id, message }
}

/** News of the queue's jobs after an event, with what their servers say meanwhile. */
async function* newsAfter(
  after: string,
  { generation, gallery }: NewsSources,
  signal: AbortSignal,
): AsyncGenerator<JobNews> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const ofQueue = async function* (): AsyncGenerator<JobNews> {
    for await (const event of generation.events({ after, signal: either })) {
      const news = toNews(event, gallery)
      if (news !== undefined) yield news
    }
  }
  const ofServers = async function* (): AsyncGenerator<JobNews> {
    for await (const event of generation.serverEvents(either)) {
      const news = ofServer(event)
      if (news !== undefined) yield news
    }
  }
  yield* merged([ofQueue(), ofServers()], { signal, stop: () => stop.abort() })
}

const idIn = (news: JobNews): string => (news.type === 'job' ? news.job.id : news.id)

/** The present state of jobs, and what becomes of them until all have ended. */
async function* newsOf(
  ids: readonly string[],
  sources: NewsSources,
  signal: AbortSignal,
): AsyncGenerator<JobNews> {
  const { generation, gallery } = sources
  // Read first: what changes after it is told again, and nothing is missed.
  const after = generation.lastEventId()
  const open = new Set<string>()
  for (const id of ids) {
    const job = generation.get(id)
    if (job === undefined) continue
    yield { type: 'job', job: toDoorJob(job, gallery) }
    if (!hasEnded(job)) open.add(id)
  }
  if (open.size === 0) return
  for await (const news of newsAfter(after, sources, signal)) {
    const id = idIn(news)
    if (!open.has(id)) continue
    yield news
    if (news.type === 'job' && hasEnded(news.job)) open.delete(id)
    if (open.size === 0) return
  }
}

/** News as `Jobs.news` promises them: who fell too far behind begins anew with what is. */
export async function* jobNews(
  { ids, signal }: Asked,
  sources: NewsSources,
): AsyncGenerator<JobNews> {
  while (!signal.aborted) {
    try {
      if (ids !== undefined) yield* newsOf(ids, sources, signal)
      else yield* newsAfter(sources.generation.lastEventId(), sources, signal)
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
  }
}
