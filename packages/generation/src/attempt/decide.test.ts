import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttemptRecord } from '../job/attempt-record.ts'
import { decide, type Facts, maxFaults, maxLosses, maxPosts, type Step } from './decide.ts'

const note: AttemptRecord = {
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
  timedOut: false,
  avoids: [],
  abandoned: [],
}

const calm: Facts = {
  note,
  sighting: { state: 'absent', settled: false },
  cancelRequested: false,
  overdue: false,
  stopGraceOver: false,
  elsewhere: false,
  stuckBehind: false,
  withdrawn: false,
}

const rows: readonly (readonly [string, Partial<Facts>, Step])[] = [
  [
    'row 4: posted nothing, and it is missing for sure: the same id is posted',
    { sighting: { state: 'absent', settled: true } },
    { do: 'post-again' },
  ],
  [
    'row 5: missing just now proves nothing',
    { sighting: { state: 'absent', settled: false } },
    { do: 'wait' },
  ],
  [
    'row 5: it slipped in late and is there twice',
    { sighting: { state: 'pending', copies: 2 } },
    { do: 'remove-copy' },
  ],
  [
    'row 5: it slipped in late while the first runs',
    { sighting: { state: 'running', copies: 2 } },
    { do: 'remove-copy' },
  ],
  ['row 6: it waits there', { sighting: { state: 'pending', copies: 1 } }, { do: 'wait' }],
  ['row 7: it runs', { sighting: { state: 'running', copies: 1 } }, { do: 'wait' }],
  ['row 8: it has finished', { sighting: { state: 'success' } }, { do: 'collect' }],
  ['it failed', { sighting: { state: 'failed' } }, { do: 'judge-failure' }],
  [
    'row 12: cancelled while it waits',
    { sighting: { state: 'pending', copies: 1 }, cancelRequested: true },
    { do: 'stop', because: 'cancelled' },
  ],
  [
    'row 12: cancelled while it runs',
    { sighting: { state: 'running', copies: 1 }, cancelRequested: true },
    { do: 'stop', because: 'cancelled' },
  ],
  [
    'row 12: it had finished before the cancel came',
    { sighting: { state: 'success' }, cancelRequested: true },
    { do: 'collect' },
  ],
  [
    'row 12: the interrupt worked',
    { sighting: { state: 'interrupted' }, cancelRequested: true },
    { do: 'end', as: 'cancelled', abandon: false },
  ],
  [
    'row 12: the deletion worked',
    { sighting: { state: 'absent', settled: true }, cancelRequested: true },
    { do: 'end', as: 'cancelled', abandon: false },
  ],
  [
    'row 12: cancelled and missing, but it may still slip in',
    { sighting: { state: 'absent', settled: false }, cancelRequested: true },
    { do: 'wait' },
  ],
  [
    'cancelled on a server that does not answer: swept when it returns',
    { sighting: { state: 'unreachable', forLong: false }, cancelRequested: true },
    { do: 'end', as: 'cancelled', abandon: true },
  ],
  [
    'cancelled, and the server does not let go of it',
    { sighting: { state: 'running', copies: 1 }, cancelRequested: true, stopGraceOver: true },
    { do: 'end', as: 'cancelled', abandon: true },
  ],
  [
    'interrupted by someone else: it runs again',
    { sighting: { state: 'interrupted' } },
    { do: 'run-again', because: 'interrupted' },
  ],
  [
    'interrupted by someone else again and again',
    { sighting: { state: 'interrupted' }, note: { ...note, faults: maxFaults - 1 } },
    { do: 'end', as: 'interrupted', abandon: false },
  ],
  [
    'it runs for too long',
    { sighting: { state: 'running', copies: 1 }, overdue: true },
    { do: 'stop', because: 'timeout' },
  ],
  [
    'it was stopped for running too long',
    { sighting: { state: 'interrupted' }, note: { ...note, timedOut: true } },
    { do: 'end', as: 'timeout', abandon: false },
  ],
  [
    'it was stopped for running too long and does not end',
    {
      sighting: { state: 'running', copies: 1 },
      note: { ...note, timedOut: true },
      stopGraceOver: true,
    },
    { do: 'end', as: 'timeout', abandon: true },
  ],
  [
    'C1: seen, and gone: the server lost it',
    { sighting: { state: 'absent', settled: true }, note: { ...note, seen: true } },
    { do: 'run-again', because: 'lost' },
  ],
  [
    'C2: the third server died with it',
    {
      sighting: { state: 'absent', settled: true },
      note: { ...note, seen: true, losses: maxLosses - 1 },
    },
    { do: 'end', as: 'poison', abandon: false },
  ],
  [
    'C3, N2: the server does not answer, and there is no other',
    { sighting: { state: 'unreachable', forLong: true } },
    { do: 'wait' },
  ],
  [
    'C3: the server has not answered for a while, and there is another',
    { sighting: { state: 'unreachable', forLong: true }, elsewhere: true },
    { do: 'run-again', because: 'abandoned' },
  ],
  [
    'C3: the server does not answer yet',
    { sighting: { state: 'unreachable', forLong: false }, elsewhere: true },
    { do: 'wait' },
  ],
  [
    'C3, C2: given up for the third time',
    {
      sighting: { state: 'unreachable', forLong: true },
      elsewhere: true,
      note: { ...note, losses: maxLosses - 1 },
    },
    { do: 'end', as: 'poison', abandon: true },
  ],
  [
    'stopped for running too long on a server that vanished',
    {
      sighting: { state: 'unreachable', forLong: true },
      elsewhere: true,
      note: { ...note, timedOut: true },
    },
    { do: 'end', as: 'timeout', abandon: true },
  ],
  [
    'it has long been waiting behind others, and another server is free',
    { sighting: { state: 'pending', copies: 1 }, stuckBehind: true, elsewhere: true },
    { do: 'withdraw' },
  ],
  [
    'it has long been waiting behind others, and there is no other server',
    { sighting: { state: 'pending', copies: 1 }, stuckBehind: true },
    { do: 'wait' },
  ],
  [
    'it was about to be withdrawn and has just begun to run',
    { sighting: { state: 'running', copies: 1 }, stuckBehind: true, elsewhere: true },
    { do: 'wait' },
  ],
  [
    'it was withdrawn: nobody is to blame',
    {
      sighting: { state: 'absent', settled: true },
      withdrawn: true,
      note: { ...note, seen: true, losses: maxLosses - 1 },
    },
    { do: 'run-again', because: 'withdrawn' },
  ],
  [
    'the server takes it and has it never: another prompt id',
    { sighting: { state: 'absent', settled: true }, note: { ...note, posts: maxPosts } },
    { do: 'run-again', because: 'refused' },
  ],
  [
    'the server will not have it under any id',
    {
      sighting: { state: 'absent', settled: true },
      note: { ...note, posts: maxPosts, faults: maxFaults - 1 },
    },
    { do: 'end', as: 'refused', abandon: false },
  ],
]

describe('the reconciliation table', () => {
  test.each(rows)('%s', (_name, facts, step) => {
    expect(decide({ ...calm, ...facts })).toEqual(step)
  })
})

const anyNote = fc.record({
  attempt: fc.integer({ min: 1, max: 9 }),
  server: fc.constant('a'),
  promptId: fc.constant('p'),
  clientId: fc.constant('c'),
  posts: fc.integer({ min: 0, max: 4 }),
  seen: fc.boolean(),
  open: fc.constant(true),
  losses: fc.integer({ min: 0, max: 3 }),
  faults: fc.integer({ min: 0, max: 3 }),
  outOfMemory: fc.integer({ min: 0, max: 2 }),
  timedOut: fc.boolean(),
  avoids: fc.constant([]),
  abandoned: fc.constant([]),
})
const anyFacts = fc.record({
  note: anyNote,
  sighting: fc.oneof(
    fc.record({
      state: fc.constantFrom('pending' as const, 'running' as const),
      copies: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({
      state: fc.constantFrom('success' as const, 'failed' as const, 'interrupted' as const),
    }),
    fc.record({ state: fc.constant('absent' as const), settled: fc.boolean() }),
    fc.record({ state: fc.constant('unreachable' as const), forLong: fc.boolean() }),
  ),
  cancelRequested: fc.boolean(),
  overdue: fc.boolean(),
  stopGraceOver: fc.boolean(),
  elsewhere: fc.boolean(),
  stuckBehind: fc.boolean(),
  withdrawn: fc.boolean(),
})

describe('whatever the facts', () => {
  test('nothing is posted unless the former copy is missing for sure, has ended or was given up', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const step = decide(facts)
        if (step.do !== 'post-again' && step.do !== 'run-again') return
        const { sighting } = facts
        expect(
          sighting.state === 'interrupted' ||
            (sighting.state === 'absent' && sighting.settled) ||
            (sighting.state === 'unreachable' && sighting.forLong && facts.elsewhere),
        ).toBe(true)
      }),
    )
  })

  test('a job whose cancelling was requested is not posted again', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const step = decide({ ...facts, cancelRequested: true })
        expect(['post-again', 'run-again']).not.toContain(step.do)
      }),
    )
  })

  test('a finished picture is always collected', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(decide({ ...facts, sighting: { state: 'success' } })).toEqual({ do: 'collect' })
      }),
    )
  })
})
