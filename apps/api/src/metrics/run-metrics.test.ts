import type { RunNews, TakenJob } from '@darkroom/generation'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { BoundedNames } from './bounded-names.ts'
import { runMetrics } from './run-metrics.ts'

const taken: TakenJob = {
  type: 'taken',
  jobId: 'a',
  server: 'gpu',
  isFirst: true,
  createdAt: 1_000,
  client: 'ada',
  priority: 7,
  workflow: 'text-to-image',
  model: 'sdxl',
}

/** What is told after news at these milliseconds, on a clock that begins with the acceptance of the job. */
async function after(...news: readonly (readonly [ms: number, RunNews])[]): Promise<string> {
  let ms = 0
  const registry = new Registry()
  const clients = new BoundedNames({ most: 2, idleMs: 1_000 })
  const now = (): number => taken.createdAt + ms
  const metrics = runMetrics(registry, { clients, monotonic: () => ms, now })
  for (const [at, one] of news) {
    ms = at
    metrics.run(one)
  }
  return await registry.metrics()
}

const stage = (name: 'pending' | 'running' | 'collecting' | 'submitting'): RunNews => ({
  type: 'stage',
  jobId: 'a',
  stage: name,
})

const over = (end: 'succeeded' | 'failed' | 'returned', executionMs?: number): RunNews => ({
  type: 'over',
  jobId: 'a',
  end,
  executionMs,
})

test('each stage lasts until the next, and the server has its own figure for the work', async () => {
  const text = await after(
    [3_000, taken],
    [3_500, stage('running')],
    [9_500, stage('collecting')],
    [10_000, over('succeeded', 5_000)],
  )
  for (const line of [
    'darkroom_job_stage_seconds_sum{stage="waiting"} 3',
    'darkroom_job_stage_seconds_sum{stage="submitting"} 0.5',
    'darkroom_job_stage_seconds_sum{stage="running"} 6',
    'darkroom_job_stage_seconds_sum{stage="collecting"} 0.5',
    'darkroom_job_duration_seconds_sum 10',
    'darkroom_client_wait_seconds_sum{client="ada",priority="high"} 3',
    'darkroom_gpu_seconds_total{server="gpu",model="sdxl"} 5',
    'darkroom_runs_total{server="gpu",end="succeeded"} 1',
  ]) {
    expect(text).toContain(`${line}\n`)
  }
})

test('of a run that made nothing, the seconds in which it was seen to run count', async () => {
  const text = await after(
    [0, taken],
    [100, stage('running')],
    [2_100, stage('submitting')],
    [2_200, stage('running')],
    [3_200, over('failed')],
  )
  expect(text).toContain('darkroom_gpu_seconds_total{server="gpu",model="sdxl"} 3\n')
  expect(text).toContain('darkroom_job_duration_seconds_count 0\n')
})

test('a job that is taken again has waited once, and a run that nobody took is not measured', async () => {
  const text = await after(
    [1_000, taken],
    [2_000, over('returned')],
    [60_000, { ...taken, isFirst: false }],
    [60_000, { ...stage('running'), jobId: 'unknown' }],
  )
  expect(text).toContain('darkroom_job_stage_seconds_sum{stage="waiting"} 1\n')
  expect(text).not.toContain('stage="running"')
})
