import type { JobView, RunEnd, RunNews } from '@darkroom/generation'
import type { QueueEvent } from '@darkroom/job-queue'
import { ROOT_CONTEXT, type Span, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import type { ChosenIds } from './chosen-ids.ts'
import { startJobSpan } from './job-span.ts'

interface Options {
  readonly tracer: Tracer
  readonly ids: ChosenIds
  readonly jobOf: (jobId: string) => JobView | undefined
}

type News<T extends RunNews['type']> = Extract<RunNews, { type: T }>

interface End {
  readonly end: RunEnd | QueueEvent['type']
  /** Milliseconds since the epoch. Default: now. */
  readonly at?: number
}

/** A run of a job: the job's span, and that of its present stage. */
interface Run {
  readonly job: Span
  readonly stage: Span
  readonly stageName: string
  readonly server: string
  /** The queue has told of the job's end. */
  readonly isHeard?: boolean
}

const ends: ReadonlySet<QueueEvent['type']> = new Set([
  'succeeded',
  'failed',
  'dead',
  'cancelled',
  'skipped',
])

/** How jobs end that no run of this process was at. */
const withoutRun: ReadonlySet<QueueEvent['type']> = new Set(['cancelled', 'skipped', 'dead'])

/**
 * One trace a job: its span from acceptance to end, and below it one for each stage. Spans of stages are sent as they end; that of the job
 * with its end, by whoever was at it, under ids that are known from the job's.
 */
export class JobTraces {
  readonly #options: Options
  readonly #runs = new Map<string, Run>()
  /** Jobs whose run has told their end, of which the queue's event is still to come. */
  readonly #told = new Set<string>()

  constructor(options: Options) {
    this.#options = options
  }

  onRun(news: RunNews): void {
    if (news.type === 'taken') this.#taken(news)
    else if (news.type === 'stage') this.#entered(news)
    else this.#over(news)
  }

  onEvent({ type, jobId, at }: QueueEvent): void {
    if (jobId === undefined || !ends.has(type) || this.#told.delete(jobId)) return
    const run = this.#runs.get(jobId)
    if (run !== undefined) this.#runs.set(jobId, { ...run, isHeard: true })
    else if (withoutRun.has(type)) this.#endedWithoutRun(jobId, { end: type, at })
  }

  #endedWithoutRun(jobId: string, end: End): void {
    const job = this.#options.jobOf(jobId)
    if (job === undefined) return
    const span = startJobSpan(job, this.#options)
    if (job.startedAt === undefined) this.#stage(span, 'waiting', job.createdAt).end(end.at)
    this.#end(span, job, end)
  }

  #taken({ jobId, isFirst, createdAt, server }: News<'taken'>): void {
    const view = this.#options.jobOf(jobId)
    if (view === undefined) return
    const job = startJobSpan(view, this.#options)
    if (isFirst) this.#stage(job, 'waiting', createdAt).end()
    const stageName = 'submitting'
    const stage = this.#stageOn(job, stageName, server)
    this.#runs.set(jobId, { job, stage, stageName, server })
  }

  #entered({ jobId, stage }: News<'stage'>): void {
    const run = this.#runs.get(jobId)
    if (run === undefined || run.stageName === stage) return
    run.stage.end()
    const span = this.#stageOn(run.job, stage, run.server)
    this.#runs.set(jobId, { ...run, stage: span, stageName: stage })
  }

  #over({ jobId, end, executionMs }: News<'over'>): void {
    const run = this.#runs.get(jobId)
    if (run === undefined) return
    this.#runs.delete(jobId)
    run.stage.setAttribute('darkroom.run.end', end)
    run.stage.end()
    // The span of a job that goes on is begun again by whoever has it next.
    if (end === 'returned' || end === 'lost') return
    if (run.isHeard !== true) this.#told.add(jobId)
    run.job.setAttribute('darkroom.server', run.server)
    if (executionMs !== undefined) run.job.setAttribute('darkroom.execution_ms', executionMs)
    this.#end(run.job, this.#options.jobOf(jobId), { end })
  }

  #end(span: Span, job: JobView | undefined, { end, at }: End): void {
    span.setAttribute('darkroom.job.end', end)
    if (job?.error !== undefined) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: job.error })
      span.setAttribute('error.type', job.errorInfo?.code ?? 'unknown')
    }
    span.end(at)
  }

  #stageOn(job: Span, stage: string, server: string): Span {
    const span = this.#stage(job, stage, Date.now())
    span.setAttribute('darkroom.server', server)
    return span
  }

  #stage(job: Span, stage: string, startTime: number): Span {
    return this.#options.tracer.startSpan(stage, { startTime }, trace.setSpan(ROOT_CONTEXT, job))
  }
}
