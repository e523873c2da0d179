import { expect, test } from 'vitest'
import type { ComfyEvent } from '../comfy-event.ts'
import { HeardRun } from './heard-run.ts'

const promptId = 'p'
const file = { filename: 'a', subfolder: '', type: 'output', nodeId: '9', kind: 'images' }
const executed: ComfyEvent = {
  type: 'executed',
  promptId,
  nodeId: '9',
  displayNodeId: '9',
  output: { images: [{ filename: 'a' }] },
  files: [file],
}
const error = {
  promptId,
  nodeId: '3',
  nodeClass: 'KSampler',
  exceptionType: 'ValueError',
  exceptionMessage: 'no',
  traceback: [],
  executed: [],
  inputs: {},
  isOutOfMemory: false,
}

function hear(...events: readonly ComfyEvent[]): HeardRun {
  const run = new HeardRun(promptId)
  for (const event of events) run.hear(event)
  return run
}

test('what the socket told makes a history entry, without what it told of others', () => {
  const run = hear(
    { type: 'execution-start', promptId, timestamp: 5 },
    executed,
    { ...executed, promptId: 'other', nodeId: '10' },
    { type: 'execution-success', promptId, timestamp: 9 },
  )
  expect(run.entry).toEqual({
    promptId,
    number: 0,
    graph: {},
    extraData: {},
    outputs: { 9: { images: [{ filename: 'a' }] } },
    files: [file],
    outcome: { state: 'success' },
    startedAt: 5,
    finishedAt: 9,
  })
})

test('a failure and an interruption are ends too', () => {
  const failed = hear({ type: 'execution-error', promptId, error, isTerminal: true })
  expect(failed.entry?.outcome).toEqual({ state: 'error', error })
  const stopped = { nodeId: '3', nodeClass: 'KSampler', executed: [] }
  const interrupted = hear({ type: 'execution-interrupted', promptId, ...stopped })
  expect(interrupted.entry?.outcome).toEqual({ state: 'interrupted', ...stopped })
})

test('there is no entry before the end, nor from an earlier run', () => {
  expect(hear(executed).entry).toBeUndefined()
  expect(
    hear({ type: 'execution-error', promptId, error, isTerminal: false }).entry,
  ).toBeUndefined()
  const again = hear(
    executed,
    { type: 'execution-success', promptId },
    { type: 'execution-start', promptId },
  )
  expect(again.entry).toBeUndefined()
})
