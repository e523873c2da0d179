import { EventGapError, type JobView } from '@darkroom/generation'
import { expect, test } from 'vitest'
import { jobNews } from './job-news.ts'

const job = (requestId: string, more: Partial<JobView> = {}): JobView => ({
  requestId,
  status: 'completed',
  stage: 'finished',
  priority: 0,
  workflow: 'graph',
  inputs: {},
  recipe: {},
  images: [],
  outputs: [],
  createdAt: 1,
  client: '',
  ...more,
})

test('who listens to all and missed too much is told how jobs are that changed since, and goes on', async () => {
  const old = job('old', { finishedAt: 2 })
  const missed = job('missed', { finishedAt: Date.now() + 1000 })
  const waiting = job('waiting', { status: 'queued', stage: 'waiting' })
  const next = job('next')
  let asked = 0
  const generation = {
    lastEventId: () => `log-${asked}`,
    get: () => undefined,
    list: () => ({ items: [waiting, missed, old] }),
    async *serverEvents(signal: AbortSignal) {
      const { promise, resolve } = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => resolve())
      await promise
    },
    async *events() {
      asked += 1
      if (asked === 1) throw new EventGapError('log-0')
      yield { type: 'completed' as const, id: 'log-9', requestId: 'next', job: next }
    },
  }
  const gallery = { findByPath: () => undefined }
  const { signal } = new AbortController()
  const heard = await Array.fromAsync(jobNews({ signal }, { generation, gallery }))
  expect(heard.map((news) => news.type === 'job' && news.job.id)).toEqual([
    'missed',
    'waiting',
    'next',
  ])
})
