import { hasEnded, type JobNews, type Jobs } from '@darkroom/door-ports'
import type { Gallery } from '@darkroom/gallery-store'
import {
  EventGapError,
  type EventOptions,
  type Generation,
  type GenerationEvent,
  type ServerEvent,
} from '@darkroom/generation'
import { merged } from '../events/merged.ts'
import { toComfyMessage } from './to-comfy-message.ts'
import { toDoorJob } from './to-door-job.ts'

export interface NewsSources {
  readonly generation: Pick<Generation, 'events' | 'serverEvents' | 'lastEventId' | 'get' | 'list'>
  readonly gallery: Pick<Gallery, 'findByPath'>
}

type Asked = Parameters<Jobs['news']>[0]

function toNews(event: GenerationEvent, gallery: NewsSources['gallery']): JobNews | undefined {
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

/** What the servers say, beside the news of a source, until that ends. */
async function* withServers(
  source: (signal: AbortSignal) => AsyncGenerator<JobNews>,
  { generation }: NewsSources,
  signal: AbortSignal,
): AsyncGenerator<JobNews> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const ofServers = async function* (): AsyncGenerator<JobNews> {
    for await (const event of generation.serverEvents(either)) {
      const news = ofServer(event)
      if (news !== undefined) yield news
    }
  }
  yield* merged([source(either), ofServers()], { signal, stop: () => stop.abort() })
}

async function* ofQueue(
  options: EventOptions,
  { generation, gallery }: NewsSources,
): AsyncGenerator<JobNews> {
  for await (const event of generation.events(options)) {
    const news = toNews(event, gallery)
    if (news !== undefined) yield news
  }
}

/**
 * Each job as it is, and what becomes of it. Each is followed by itself: only so is one heard of that was committed a moment ago, and counts as
 * over when the gallery has it.
 */
async function* ofJobs(
  ids: readonly string[],
  sources: NewsSources,
  signal: AbortSignal,
): AsyncGenerator<JobNews> {
  const known = ids.filter((id) => sources.generation.get(id) !== undefined)
  if (known.length === 0) return
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  yield* merged(
    known.map((requestId) => ofQueue({ requestId, signal: either }, sources)),
    { signal, stop: () => stop.abort(), until: 'all' },
  )
}

const idIn = (news: JobNews): string => (news.type === 'job' ? news.job.id : news.id)

/** The present state of jobs, and what becomes of them until all have ended. */
async function* newsOf(
  ids: readonly string[],
  sources: NewsSources,
  signal: AbortSignal,
): AsyncGenerator<JobNews> {
  const wanted = new Set(ids)
  const source = (either: AbortSignal) => ofJobs(ids, sources, either)
  for await (const news of withServers(source, sources, signal)) {
    const id = idIn(news)
    if (!wanted.has(id)) continue
    yield news
    if (news.type === 'job' && hasEnded(news.job)) wanted.delete(id)
  }
}

/** Jobs that are told of to who missed something: far more than run, and the newest. */
const mostMissed = 1_000

/** The jobs that may have changed since a time, in milliseconds since the epoch. */
const changedSince = (time: number, { generation, gallery }: NewsSources): readonly JobNews[] =>
  generation
    .list({}, { limit: mostMissed })
    .items.filter(({ finishedAt }) => finishedAt === undefined || finishedAt >= time)
    .map((job): JobNews => ({ type: 'job', job: toDoorJob(job, gallery) }))
    .toReversed()

/** News as `Jobs.news` promises them: who fell too far behind begins anew with what is. */
export async function* jobNews(
  { ids, skipsWaiting, signal }: Asked,
  sources: NewsSources,
): AsyncGenerator<JobNews> {
  const begun = Date.now()
  for (let isBehind = false; !signal.aborted; isBehind = true) {
    try {
      if (ids !== undefined) yield* newsOf(ids, sources, signal)
      else {
        const after = sources.generation.lastEventId()
        const source = (either: AbortSignal) =>
          ofQueue({ after, skipsWaiting, signal: either }, sources)
        if (isBehind) yield* changedSince(begun, sources)
        yield* withServers(source, sources, signal)
      }
      return
    } catch (error) {
      if (!(error instanceof EventGapError)) throw error
    }
  }
}
