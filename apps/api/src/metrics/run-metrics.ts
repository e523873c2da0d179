import type { RunNews, TakenJob } from '@darkroom/generation'
import { Counter, Histogram, type Registry, Summary } from 'prom-client'
import { BoundedNames } from './bounded-names.ts'
import { priorityName } from './priority-name.ts'
import { ofProcess } from './scopes.ts'

/** From tens of milliseconds, as collecting takes, to an hour, as waiting and videos may. */
const buckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120, 300, 900, 3600]

interface Run extends TakenJob {
  readonly stage: string
  /** On the monotonic clock. */
  readonly since: number
  readonly runningMs: number
}

interface Options {
  readonly clients: BoundedNames
  /** Milliseconds on a clock that never goes back. */
  readonly monotonic?: () => number
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

const waitedIn = ({ createdAt }: TakenJob, now: number): number =>
  Math.max(0, now - createdAt) / 1000

/** The run as it goes on in another stage. */
const entered = (run: Run, stage: string, now: number): Run => ({
  ...run,
  stage,
  since: now,
  runningMs: run.runningMs + (run.stage === 'running' ? now - run.since : 0),
})

/** What is measured of the jobs that servers work on. */
export function runMetrics(
  registry: Registry,
  { clients, monotonic = () => performance.now(), now = () => Date.now() }: Options,
) {
  const registers = [registry]
  const stages = new Histogram({
    name: 'darkroom_job_stage_seconds',
    help: `Seconds that jobs spent in a stage: waiting (from acceptance until a server began with it), uploading, submitting, pending (behind others on the server), running, collecting, committing, and what held them up. ${ofProcess}`,
    labelNames: ['stage'],
    buckets,
    registers,
  })
  const whole = new Histogram({
    name: 'darkroom_job_duration_seconds',
    help: `Seconds from the acceptance of a job to its picture, of those that were completed. ${ofProcess}`,
    buckets,
    registers,
  })
  const wait = new Summary({
    name: 'darkroom_client_wait_seconds',
    help: `Seconds that jobs waited until a server began with them, by client and priority. ${ofProcess}`,
    labelNames: ['client', 'priority'],
    percentiles: [],
    registers,
  })
  const runs = new Counter({
    name: 'darkroom_runs_total',
    help: `Runs of jobs on servers, by server and how they were left; returned: the job runs again. ${ofProcess}`,
    labelNames: ['server', 'end'],
    registers,
  })
  const busy = new Counter({
    name: 'darkroom_gpu_seconds_total',
    help: `Seconds that servers worked at jobs, by server and model: their own figure for what was completed, else as seen from here. ${ofProcess}`,
    labelNames: ['server', 'model'],
    registers,
  })
  const models = new BoundedNames({ most: 100, idleMs: 24 * 3_600_000 })
  const running = new Map<string, Run>()

  const taken = (job: TakenJob): void => {
    running.set(job.jobId, { ...job, stage: 'submitting', since: monotonic(), runningMs: 0 })
    if (!job.isFirst) return
    const seconds = waitedIn(job, now())
    stages.observe({ stage: 'waiting' }, seconds)
    const labels = { client: clients.of(job.client), priority: priorityName(job.priority) }
    wait.observe(labels, seconds)
  }

  /** The run with its present stage measured, as it goes on in another. */
  const left = (run: Run, stage: string): Run => {
    const at = monotonic()
    stages.observe({ stage: run.stage }, (at - run.since) / 1000)
    return entered(run, stage, at)
  }

  const stage = (jobId: string, next: string): void => {
    const run = running.get(jobId)
    if (run !== undefined && run.stage !== next) running.set(jobId, left(run, next))
  }

  const over = ({ jobId, end, executionMs }: Extract<RunNews, { type: 'over' }>): void => {
    const run = running.get(jobId)
    if (run === undefined) return
    running.delete(jobId)
    const { runningMs } = left(run, 'over')
    const { server, model = '' } = run
    runs.inc({ server, end })
    busy.inc({ server, model: models.of(model) }, (executionMs ?? runningMs) / 1000)
    if (end === 'succeeded') whole.observe(waitedIn(run, now()))
  }

  return {
    /** Takes the series of a client away. */
    forgetClient(client: string): void {
      for (const priority of ['low', 'normal', 'high']) wait.remove({ client, priority })
    },
    run(news: RunNews): void {
      if (news.type === 'taken') taken(news)
      else if (news.type === 'stage') stage(news.jobId, news.stage)
      else over(news)
    },
  }
}
