import { expect, test } from 'vitest'
import type { ComfyEvent } from '../comfy-event.ts'
import { isAbout, phaseOf } from './prompt-events.ts'

const promptId = 'p'
const preview = { type: 'preview', contentType: 'image/jpeg', image: new Uint8Array() } as const

test.each<readonly [string, ComfyEvent, boolean, boolean]>([
  ['its own step', { type: 'progress', promptId, value: 1, max: 2 }, true, true],
  ["another's step", { type: 'progress', promptId: 'other', value: 1, max: 2 }, false, false],
  ['a step without an id', { type: 'progress', value: 1, max: 2 }, false, true],
  ['its own preview', { ...preview, promptId }, true, true],
  ["another's preview", { ...preview, promptId: 'other' }, false, false],
  ['a preview without an id', preview, false, true],
  ['the node told again to a late socket', { type: 'executing', nodeId: '3' }, false, true],
  ['a text', { type: 'text', nodeId: '3', text: '' }, false, true],
  ['the state of the queue', { type: 'status', queueRemaining: 1 }, false, false],
  ['an open socket', { type: 'socket-open', clientId: 'c' }, false, false],
])('%s', (_name, event, whileItWaits, whileItRuns) => {
  expect(isAbout(event, { promptId, isRunning: false })).toBe(whileItWaits)
  expect(isAbout(event, { promptId, isRunning: true })).toBe(whileItRuns)
})

const error = {
  promptId,
  nodeId: '3',
  nodeClass: 'KSampler',
  exceptionType: 'ValueError',
  exceptionMessage: '',
  traceback: [],
  executed: [],
  inputs: {},
  isOutOfMemory: false,
}

test.each<readonly [string, ComfyEvent, ReturnType<typeof phaseOf>]>([
  ['it has begun', { type: 'execution-start', promptId }, 'running'],
  ['a node is at work', { type: 'executing', promptId, nodeId: '3' }, 'running'],
  ['no node is at work any more', { type: 'executing', promptId }, 'in-history'],
  ['it has succeeded', { type: 'execution-success', promptId }, 'ended'],
  ['it has failed', { type: 'execution-error', promptId, error, isTerminal: true }, 'ended'],
  [
    'a node was blocked, and the rest goes on',
    { type: 'execution-error', promptId, error, isTerminal: false },
    'running',
  ],
  [
    'it was interrupted',
    { type: 'execution-interrupted', promptId, nodeId: '3', nodeClass: '', executed: [] },
    'ended',
  ],
])('%s', (_name, event, phase) => {
  expect(phaseOf(event)).toBe(phase)
})
