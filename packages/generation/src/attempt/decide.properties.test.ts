import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from './decide.ts'

const anyRecord = fc.record({
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
  filesLost: fc.integer({ min: 0, max: 2 }),
  timedOut: fc.boolean(),
  avoids: fc.constant([]),
  abandoned: fc.constant([]),
})
const anyFacts = fc.record({
  record: anyRecord,
  prompt: fc.oneof(
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
  pictureMissing: fc.boolean(),
  serverStayed: fc.boolean(),
})

describe('whatever the facts', () => {
  test('nothing is posted unless the former copy is missing for sure, has ended or was given up', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const step = decide(facts)
        if (step.do !== 'post-again' && step.do !== 'run-again') return
        const { prompt } = facts
        expect(
          prompt.state === 'interrupted' ||
            (prompt.state === 'absent' && prompt.settled && facts.pictureMissing) ||
            (prompt.state === 'unreachable' && prompt.forLong && facts.elsewhere),
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
        expect(decide({ ...facts, prompt: { state: 'success' } })).toEqual({ do: 'collect' })
      }),
    )
  })
})
