import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bidder, type Candidate, chooseJob } from './choose-job.ts'

const job = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  priority: 0,
  model: 'm',
  inFlightOn: undefined,
  avoids: [],
  waitedMs: 0,
  skips: 0,
  ...more,
})
const server = (name: string, more: Partial<Bidder> = {}): Bidder => ({
  name,
  available: true,
  idle: true,
  load: 0,
  loadedModel: undefined,
  has: () => true,
  ...more,
})
const chosen = (jobs: readonly Candidate[], me: Bidder, others: readonly Bidder[] = []) =>
  chooseJob(jobs, me, [me, ...others]).id

test('the first in line is taken', () => {
  expect(chosen([job('1'), job('2')], server('a'))).toBe('1')
})

test('what a server has in flight comes first, even while it does not answer', () => {
  const jobs = [job('1'), job('2', { inFlightOn: 'a' })]
  expect(chosen(jobs, server('a'))).toBe('2')
  expect(chosen(jobs, server('a', { available: false }))).toBe('2')
})

test('what another server has in flight is left to it, unless that is no longer in the pool', () => {
  const jobs = [job('1', { inFlightOn: 'b' })]
  expect(chosen(jobs, server('a'), [server('b', { available: false })])).toBeUndefined()
  expect(chosen(jobs, server('a'))).toBe('1')
})

test('a server that lacks the model takes the next that it can run', () => {
  const me = server('a', { has: (id) => id !== '1' })
  expect(chosen([job('1'), job('2')], me, [server('b', { available: false })])).toBe('2')
})

test('a job is left to a server that did not fail it, busy or not, unless there is none', () => {
  const jobs = [job('1', { avoids: ['a'] }), job('2')]
  expect(chosen(jobs, server('a'), [server('b', { idle: false })])).toBe('2')
  expect(chosen(jobs, server('a'), [server('b', { available: false })])).toBe('1')
  expect(chosen(jobs, server('a'), [server('b', { has: () => false })])).toBe('1')
  expect(chosen(jobs, server('a'))).toBe('1')
})

test('when no server has the model any more, one takes the job and lets it fail', () => {
  expect(chosen([job('1')], server('a', { has: () => false }))).toBe('1')
})

test('a job is left to the idle server that has its model loaded, or less to do', () => {
  const me = server('a')
  expect(chosen([job('1')], me, [server('b', { loadedModel: 'm' })])).toBeUndefined()
  expect(chosen([job('1')], server('a', { load: 2 }), [server('b', { load: 1 })])).toBeUndefined()
  expect(chosen([job('1')], me, [server('b', { loadedModel: 'm', idle: false })])).toBe('1')
})

test('a server rather takes a job whose model it has loaded, and says whom it passed over', () => {
  const me = server('a', { loadedModel: 'n' })
  const jobs = [job('1'), job('2'), job('3', { model: 'n' })]
  expect(chooseJob(jobs, me, [me])).toEqual({ id: '3', passedOver: ['1', '2'] })
})

test('nobody is passed over for long, nor for one of lower priority', () => {
  const me = server('a', { loadedModel: 'n' })
  const other = job('2', { model: 'n' })
  expect(chosen([job('1', { skips: 8 }), other], me)).toBe('1')
  expect(chosen([job('1', { waitedMs: 30_000 }), other], me)).toBe('1')
  expect(chosen([job('1', { priority: 1 }), other], me)).toBe('1')
})

test('whenever an available idle server could run the first in line, some server takes something', () => {
  const anyServer = fc.record({
    available: fc.boolean(),
    idle: fc.boolean(),
    load: fc.nat(5),
    loadedModel: fc.constantFrom('m', 'n', undefined),
    lacks: fc.boolean(),
  })
  const anyJob = fc.record({ model: fc.constantFrom('m', 'n'), skips: fc.nat(9) })
  fc.assert(
    fc.property(
      fc.array(anyServer, { minLength: 1, maxLength: 4 }),
      fc.array(anyJob, { minLength: 1, maxLength: 12 }),
      (servers, jobs) => {
        const pool = servers.map(({ lacks, ...one }, index) =>
          server(`${index}`, { ...one, has: () => !lacks }),
        )
        const waiting = jobs.map((one, index) => job(`${index}`, one))
        const ready = pool.filter(({ available, idle }) => available && idle)
        const anyHas = pool.some((one) => one.has(''))
        const takers = ready.filter((me) => chooseJob(waiting, me, pool).id !== undefined)
        expect(takers.length > 0).toBe(ready.some((me) => me.has('') || !anyHas))
      },
    ),
  )
})
