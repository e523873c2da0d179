import { hasEnded, type Job, type JobNews } from '@darkroom/door-ports'
import { advance, type LiveState, type Preview } from '../jobs/live-state.ts'
import { toStatus } from '../jobs/status.ts'
import { toOutput } from '../jobs/to-output.ts'
import { type GraphNodes, toProgress } from '../jobs/to-progress.ts'
import type { WireOutput, WireProgress, WireStatus } from '../wire.ts'

/** An event as it is sent. What lasts has an id; progress and previews are passing, and have none. */
export type ApiV2Event =
  | {
      readonly event: 'status'
      readonly id: WireStatus
      readonly data: { readonly status: WireStatus; readonly queue_position: number | null }
    }
  | { readonly event: 'output'; readonly id: string; readonly data: WireOutput }
  | { readonly event: 'progress'; readonly data: WireProgress }
  | {
      readonly event: 'preview'
      readonly data: {
        readonly node_id: string
        readonly content_type: string
        readonly data_base64: string
      }
    }

export interface JobEventsOptions {
  readonly origin: string
  /** `Last-Event-ID`. */
  readonly after: string | undefined
  /** As far as the job has come when it is looked at first. */
  readonly live: LiveState
  readonly nodes: (job: Job) => Promise<GraphNodes>
  readonly isCanceling: (job: Job) => boolean
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Milliseconds between two previews at least: each is some ten kilobytes, and people see no more. */
const previewPauseMs = 400

/**
 * Ids name facts that last, a status or an output, and not places in a log: so they mean the same after a restart of ours.
 * Who has heard of the end needs nothing more.
 */
export const isOver = (after: string | undefined): boolean =>
  after === 'succeeded' || after === 'failed' || after === 'canceled'

const nextOutput = (after: string | undefined): number => {
  const heard = /^output-(\d{1,6})$/.exec(after ?? '')?.[1]
  return heard === undefined ? 0 : Number(heard) + 1
}

const toPreview = ({ node, mediaType, bytes }: Preview): ApiV2Event => ({
  event: 'preview',
  data: {
    node_id: node ?? '',
    content_type: mediaType,
    data_base64: Buffer.from(bytes).toString('base64'),
  },
})

function statusOf(job: Job, isCanceling: boolean): ApiV2Event {
  const status = toStatus(job, { isCanceling })
  const position = job.status === 'queued' ? (job.position ?? null) : null
  return { event: 'status', id: status, data: { status, queue_position: position } }
}

/** What a job made and has not been told, and then its end. */
function* ending(job: Job, { after, origin }: JobEventsOptions): Generator<ApiV2Event> {
  for (const output of job.outputs) {
    if (output.index < nextOutput(after)) continue
    yield { event: 'output', id: `output-${output.index}`, data: toOutput(job, output, origin) }
  }
  yield statusOf(job, false)
}

/** What has been heard of a job. */
interface Heard {
  readonly job: Job | undefined
  readonly live: LiveState
}

function hear({ job, live }: Heard, news: JobNews): Heard {
  const next = advance(live, news)
  if (news.type === 'progress') {
    return { job: job && { ...job, progress: news.progress }, live: next }
  }
  if (news.type !== 'job') return { job, live: next }
  // A change of a running job that tells no progress does not take back what was told before.
  const progress = news.job.status === 'processing' ? job?.progress : undefined
  return { job: { progress, ...news.job }, live: next }
}

async function stateOf(
  job: Job,
  live: LiveState,
  { isCanceling, nodes }: JobEventsOptions,
): Promise<readonly ApiV2Event[]> {
  const status = statusOf(job, isCanceling(job))
  if (job.status !== 'processing') return [status]
  const data = toProgress(job.progress, { live, nodes: await nodes(job) })
  return [status, { event: 'progress', data }]
}

/** Leaves out what says the same as the last event of its kind. */
function createFilter(): (event: ApiV2Event) => boolean {
  const told = new Map<string, string>()
  return ({ event, data }) => {
    const text = JSON.stringify(data)
    if (told.get(event) === text) return false
    told.set(event, text)
    return true
  }
}

/**
 * The job as it is, and then what happens to it until it has ended: outputs before the status that ends the stream. An event that says
 * nothing new is left out.
 */
export async function* jobEvents(
  news: AsyncIterable<JobNews>,
  options: JobEventsOptions,
): AsyncGenerator<ApiV2Event, void> {
  const isNew = createFilter()
  let heard: Heard = { job: undefined, live: options.live }
  let previewAt = Number.NEGATIVE_INFINITY
  let isFirst = true
  for await (const item of news) {
    heard = hear(heard, item)
    const { job, live } = heard
    if (job === undefined) continue
    if (hasEnded(job)) {
      yield* ending(job, options)
      return
    }
    // Outputs are told with the end: this process has not read of it yet, and an older status would have both told again.
    if (nextOutput(options.after) > 0) continue
    yield* (await stateOf(job, live, options)).filter(isNew)
    const isTold = isFirst || item.type === 'preview'
    isFirst = false
    if (live.preview === undefined || !isTold || options.now() - previewAt < previewPauseMs)
      continue
    previewAt = options.now()
    yield toPreview(live.preview)
  }
}
