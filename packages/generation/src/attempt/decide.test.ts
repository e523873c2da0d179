import { describe, expect, test } from 'vitest'
import type { AttemptRecord } from '../job/attempt-record.ts'
import { decide, type Facts, maxFaults, maxLosses, maxPosts, type Step } from './decide.ts'

const record: AttemptRecord = {
  attempt: 1,
  server: 'a',
  promptId: 'p',
  clientId: 'c',
  posts: 1,
  seen: false,
  open: true,
  losses: 0,
  faults: 0,
  outOfMemory: 0,
  filesLost: 0,
  timedOut: false,
  avoids: [],
  abandoned: [],
}

const calm: Facts = {
  record,
  prompt: { state: 'absent', settled: false },
  cancelRequested: false,
  overdue: false,
  stopGraceOver: false,
  elsewhere: false,
  stuckBehind: false,
  withdrawn: false,
  pictureMissing: true,
  serverStayed: false,
}

const rows: readonly (readonly [string, Partial<Facts>, Step])[] = [
  [
    'row 4: posted nothing, and it is missing for sure: the same id is posted',
    { prompt: { state: 'absent', settled: true } },
    { do: 'post-again' },
  ],
  [
    'row 5: missing just now proves nothing',
    { prompt: { state: 'absent', settled: false } },
    { do: 'wait' },
  ],
  [
    'row 5: it slipped in late and is there twice',
    { prompt: { state: 'pending', copies: 2 } },
    { do: 'remove-copy' },
  ],
  [
    'row 5: it slipped in late while the first runs',
    { prompt: { state: 'running', copies: 2 } },
    { do: 'remove-copy' },
  ],
  ['row 6: it waits there', { prompt: { state: 'pending', copies: 1 } }, { do: 'wait' }],
  ['row 7: it runs', { prompt: { state: 'running', copies: 1 } }, { do: 'wait' }],
  ['row 8: it has finished', { prompt: { state: 'success' } }, { do: 'collect' }],
  ['it failed', { prompt: { state: 'failed' } }, { do: 'judge-failure' }],
  [
    'row 12: cancelled while it waits',
    { prompt: { state: 'pending', copies: 1 }, cancelRequested: true },
    { do: 'stop', because: 'cancelled' },
  ],
  [
    'row 12: cancelled while it runs',
    { prompt: { state: 'running', copies: 1 }, cancelRequested: true },
    { do: 'stop', because: 'cancelled' },
  ],
  [
    'row 12: it had finished before the cancel came',
    { prompt: { state: 'success' }, cancelRequested: true },
    { do: 'collect' },
  ],
  [
    'row 12: the interrupt worked',
    { prompt: { state: 'interrupted' }, cancelRequested: true },
    { do: 'end', as: 'cancelled', abandon: false },
  ],
  [
    'row 12: the deletion worked',
    { prompt: { state: 'absent', settled: true }, cancelRequested: true },
    { do: 'end', as: 'cancelled', abandon: false },
  ],
  [
    'row 12: cancelled and missing, but it may still slip in',
    { prompt: { state: 'absent', settled: false }, cancelRequested: true },
    { do: 'wait' },
  ],
  [
    'cancelled on a server that does not answer: swept when it returns',
    { prompt: { state: 'unreachable', forLong: false }, cancelRequested: true },
    { do: 'end', as: 'cancelled', abandon: true },
  ],
  [
    'cancelled, and the server does not let go of it',
    { prompt: { state: 'running', copies: 1 }, cancelRequested: true, stopGraceOver: true },
    { do: 'end', as: 'cancelled', abandon: true },
  ],
  [
    'interrupted by someone else: it runs again',
    { prompt: { state: 'interrupted' } },
    { do: 'run-again', because: 'interrupted' },
  ],
  [
    'interrupted by someone else again and again',
    { prompt: { state: 'interrupted' }, record: { ...record, faults: maxFaults - 1 } },
    { do: 'end', as: 'interrupted', abandon: false },
  ],
  [
    'it runs for too long',
    { prompt: { state: 'running', copies: 1 }, overdue: true },
    { do: 'stop', because: 'timeout' },
  ],
  [
    'it was stopped for running too long',
    { prompt: { state: 'interrupted' }, record: { ...record, timedOut: true } },
    { do: 'end', as: 'timeout', abandon: false },
  ],
  [
    'it was stopped for running too long and does not end',
    {
      prompt: { state: 'running', copies: 1 },
      record: { ...record, timedOut: true },
      stopGraceOver: true,
    },
    { do: 'end', as: 'timeout', abandon: true },
  ],
  [
    'gone without a trace: its picture is looked for before anything else is done',
    { prompt: { state: 'absent', settled: true }, pictureMissing: false },
    { do: 'seek-picture' },
  ],
  [
    'gone without a trace, and withdrawn: it may have run before that',
    { prompt: { state: 'absent', settled: true }, pictureMissing: false, withdrawn: true },
    { do: 'seek-picture' },
  ],
  [
    'cancelled and gone: its picture is looked for no more',
    { prompt: { state: 'absent', settled: true }, pictureMissing: false, cancelRequested: true },
    { do: 'end', as: 'cancelled', abandon: false },
  ],
  [
    'seen, and gone from a server that was up all the while: somebody removed it',
    {
      prompt: { state: 'absent', settled: true },
      record: { ...record, seen: true, losses: maxLosses - 1 },
      serverStayed: true,
    },
    { do: 'run-again', because: 'forgotten' },
  ],
  [
    'removed by somebody again and again',
    {
      prompt: { state: 'absent', settled: true },
      record: { ...record, seen: true, faults: maxFaults - 1 },
      serverStayed: true,
    },
    { do: 'end', as: 'forgotten', abandon: false },
  ],
  [
    'C1: seen, and gone: the server lost it',
    { prompt: { state: 'absent', settled: true }, record: { ...record, seen: true } },
    { do: 'run-again', because: 'lost' },
  ],
  [
    'C2: the third server died with it',
    {
      prompt: { state: 'absent', settled: true },
      record: { ...record, seen: true, losses: maxLosses - 1 },
    },
    { do: 'end', as: 'poison', abandon: false },
  ],
  [
    'C3, N2: the server does not answer, and there is no other',
    { prompt: { state: 'unreachable', forLong: true } },
    { do: 'wait' },
  ],
  [
    'C3: the server has not answered for a while, and there is another',
    { prompt: { state: 'unreachable', forLong: true }, elsewhere: true },
    { do: 'run-again', because: 'abandoned' },
  ],
  [
    'C3: the server does not answer yet',
    { prompt: { state: 'unreachable', forLong: false }, elsewhere: true },
    { do: 'wait' },
  ],
  [
    'C3, C2: given up for the third time',
    {
      prompt: { state: 'unreachable', forLong: true },
      elsewhere: true,
      record: { ...record, losses: maxLosses - 1 },
    },
    { do: 'end', as: 'poison', abandon: true },
  ],
  [
    'stopped for running too long on a server that vanished',
    {
      prompt: { state: 'unreachable', forLong: true },
      elsewhere: true,
      record: { ...record, timedOut: true },
    },
    { do: 'end', as: 'timeout', abandon: true },
  ],
  [
    'it has long been waiting behind others, and another server is free',
    { prompt: { state: 'pending', copies: 1 }, stuckBehind: true, elsewhere: true },
    { do: 'withdraw' },
  ],
  [
    'it has long been waiting behind others, and there is no other server',
    { prompt: { state: 'pending', copies: 1 }, stuckBehind: true },
    { do: 'wait' },
  ],
  [
    'it was about to be withdrawn and has just begun to run',
    { prompt: { state: 'running', copies: 1 }, stuckBehind: true, elsewhere: true },
    { do: 'wait' },
  ],
  [
    'it was withdrawn: nobody is to blame',
    {
      prompt: { state: 'absent', settled: true },
      withdrawn: true,
      record: { ...record, seen: true, losses: maxLosses - 1 },
    },
    { do: 'run-again', because: 'withdrawn' },
  ],
  [
    'the server takes it and has it never: another prompt id',
    { prompt: { state: 'absent', settled: true }, record: { ...record, posts: maxPosts } },
    { do: 'run-again', because: 'refused' },
  ],
  [
    'the server will not have it under any id',
    {
      prompt: { state: 'absent', settled: true },
      record: { ...record, posts: maxPosts, faults: maxFaults - 1 },
    },
    { do: 'end', as: 'refused', abandon: false },
  ],
]

describe('the reconciliation table', () => {
  test.each(rows)('%s', (_name, facts, step) => {
    expect(decide({ ...calm, ...facts })).toEqual(step)
  })
})
