import type { RunNews } from '@darkroom/generation'
import type { JobQueue } from '@darkroom/job-queue'
import type { Logger } from 'pino'
import type { Config } from './config/config-schema.ts'
import { followEvents } from './metrics/follow-events.ts'
import { LateMetrics } from './metrics/late-metrics.ts'
import type { MetricsSources } from './metrics/metrics.ts'

const mebibyte = 2 ** 20

export interface Observation extends AsyncDisposable {
  readonly metrics: LateMetrics
  onRun(news: RunNews): void
  /** The server has started: what a start has no use for may be loaded. */
  ready(): void
}

interface Options {
  readonly log: Logger
  /** What is read at a scrape; asked for after the start. */
  readonly sources: () => Omit<MetricsSources, 'queue' | 'limits'> & {
    readonly config: Pick<Config, 'QUEUE_LIMIT' | 'QUEUE_LIMIT_MB'>
  }
}

/** Follows what happens to jobs, for metrics. The queue must be open, until this is disposed of. */
export function observe(queue: JobQueue, { log, sources }: Options): Observation {
  const metrics = new LateMetrics(async () => {
    const { createMetrics } = await import('./metrics/metrics.ts')
    const { config, ...rest } = sources()
    const limits = { jobs: config.QUEUE_LIMIT, bytes: config.QUEUE_LIMIT_MB * mebibyte }
    return createMetrics({ ...rest, queue, limits })
  })
  const stopping = new AbortController()
  const following = followEvents(
    queue,
    (event) => metrics.note((counted) => counted.event(event)),
    {
      after: queue.lastEventId(),
      signal: stopping.signal,
      log,
    },
  )
  return {
    metrics,
    onRun: (news) => metrics.note((counted) => counted.run(news)),
    ready() {
      metrics.load().catch((err: unknown) => log.error({ err }, 'Metrics cannot be told'))
    },
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await following
    },
  }
}
