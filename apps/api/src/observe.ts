import type { Generation, GenerationOptions, RunNews } from '@darkroom/generation'
import type { JobQueue, QueueEvent } from '@darkroom/job-queue'
import type { Logger } from 'pino'
import type { Config } from './config/config-schema.ts'
import { followEvents } from './metrics/follow-events.ts'
import { LateMetrics } from './metrics/late-metrics.ts'
import type { MetricsSources } from './metrics/metrics.ts'
import { ownEvents } from './metrics/own-events.ts'
import type { Tracing } from './traces/tracing.ts'
import { isTracingWanted } from './traces/tracing-wanted.ts'

const mebibyte = 2 ** 20

export interface Observation extends AsyncDisposable {
  readonly metrics: LateMetrics
  /** Undefined where nobody is to be sent traces. */
  readonly tracing: Tracing | undefined
  /** What a generation is given. */
  readonly hooks: Pick<GenerationOptions, 'onRun' | 'currentTrace'>
  /** The server has started: what a start has no use for may be loaded. */
  ready(): void
}

type Sources = Omit<MetricsSources, 'queue' | 'limits' | 'version'> & {
  readonly generation: Pick<Generation, 'get'>
  readonly config: Pick<Config, 'QUEUE_LIMIT' | 'QUEUE_LIMIT_MB'>
}

interface Options {
  readonly log: Logger
  readonly version: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What is read; not asked for before the start. */
  readonly sources: () => Sources
}

/** Follows what happens to jobs, for metrics and traces. The queue must be open, until this is disposed of. */
export async function observe(
  queue: JobQueue,
  { log, version, environment, sources }: Options,
): Promise<Observation> {
  const metrics = new LateMetrics(async () => {
    const { createMetrics } = await import('./metrics/metrics.ts')
    const { config, ...rest } = sources()
    const limits = { jobs: config.QUEUE_LIMIT, bytes: config.QUEUE_LIMIT_MB * mebibyte }
    return createMetrics({ ...rest, queue, limits, version })
  })
  const tracing = isTracingWanted(environment)
    ? await loadTracing({ version, log, jobOf: (jobId) => sources().generation.get(jobId) })
    : undefined
  // What another process has ended, it traces itself.
  const own = ownEvents(queue)
  const onEvent = (event: QueueEvent): void => {
    metrics.note((counted) => counted.event(event))
    if (own.has(event)) tracing?.onEvent(event)
  }
  const onRun = (news: RunNews): void => {
    metrics.note((counted) => counted.run(news))
    tracing?.onRun(news)
  }
  const stopping = new AbortController()
  const { signal } = stopping
  const following = followEvents(queue, onEvent, { after: queue.lastEventId(), signal, log })
  return {
    metrics,
    tracing,
    hooks: { onRun, ...(tracing && { currentTrace: tracing.currentTrace }) },
    ready() {
      metrics.load().catch((err: unknown) => log.error({ err }, 'Metrics cannot be told'))
    },
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await following
      own[Symbol.dispose]()
      await tracing?.[Symbol.asyncDispose]()
    },
  }
}

/** Loaded only where it is wanted. */
async function loadTracing(
  options: Parameters<typeof import('./traces/tracing.ts').openTracing>[0],
): Promise<Tracing> {
  const { openTracing } = await import('./traces/tracing.ts')
  options.log.info({}, 'traces are sent')
  return openTracing(options)
}
