import { expect, test } from 'vitest'
import { ProgressBoard } from '../progress/progress-board.ts'
import { ProgressTracker } from './progress-tracker.ts'

test('a run is timed from its first step: neither waiting behind others nor an outage counts', () => {
  let now = 1_000
  const board = new ProgressBoard()
  const tracker = new ProgressTracker({
    jobId: 'job',
    promptId: 'prompt',
    server: 'server',
    graph: {},
    board,
    clock: { now: () => now },
  })
  tracker.stage = 'pending'
  now = 301_000
  tracker.hear(
    { type: 'execution-start', promptId: 'prompt', timestamp: undefined },
    { isOwn: true },
  )
  expect(board.moment('job')).toMatchObject({ stage: 'running', since: 301_000 })
  now = 311_000
  tracker.stage = 'server-unreachable'
  now = 911_000
  tracker.stage = 'running'
  expect(board.moment('job')).toMatchObject({ stage: 'running', since: 901_000 })
  tracker.stage = 'collecting'
  expect(board.moment('job')?.since).toBe(901_000)
})
