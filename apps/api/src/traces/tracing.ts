import type { Door } from '@darkroom/door-ports'
import { createTimeLimit, untilAborted } from '@darkroom/foundation'
import type { JobView, RunNews } from '@darkroom/generation'
import type { QueueEvent } from '@darkroom/job-queue'
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'
import type { AppEnv } from '../http/env.ts'
import { ChosenIds } from './chosen-ids.ts'
import { JobTraces } from './job-traces.ts'
import { openTracer } from './open-tracer.ts'
import { RequestSpans } from './request-spans.ts'

export interface Tracing extends AsyncDisposable {
  /** Makes a span of each request. */
  requests(doors: readonly Door[]): MiddlewareHandler<AppEnv>
  /** The `traceparent` of the request that is worked on. */
  currentTrace(): string | undefined
  onRun(news: RunNews): void
  onEvent(event: QueueEvent): void
}

/** Milliseconds that the last traces have to be sent in: a receiver that is away must not hold up a stop. */
const patienceMs = 3_000

interface Options {
  readonly version: string
  readonly log: Logger
  readonly jobOf: (jobId: string) => JobView | undefined
}

/** Traces of requests and jobs, sent over OTLP. Disposing sends what is left. */
export function openTracing({ version, log, jobOf }: Options): Tracing {
  const ids = new ChosenIds()
  const provider = openTracer({ idGenerator: ids, version, log })
  const tracer = provider.getTracer('darkroom', version)
  const requests = new RequestSpans(tracer)
  const jobs = new JobTraces({ tracer, ids, jobOf })
  return {
    requests: (doors) => requests.middleware(doors),
    currentTrace: () => requests.currentTrace(),
    onRun: (news) => jobs.onRun(news),
    onEvent: (event) => jobs.onEvent(event),
    async [Symbol.asyncDispose]() {
      using patience = createTimeLimit(patienceMs)
      const late = untilAborted(provider.shutdown(), patience.signal)
      await late.catch((err: unknown) =>
        log.warn({ reason: String(err) }, 'Traces were not all sent'),
      )
    },
  }
}
