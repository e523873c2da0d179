import { describe, expect, test } from 'vitest'
import type { JobQueue, Lease } from '../../index.ts'
import {
  eventsSince,
  failure,
  group,
  job,
  type MakeStore,
  openBench,
  settled,
  take,
} from './harness.ts'

const endings: readonly [string, (queue: JobQueue, lease: Lease) => Promise<string>][] = [
  ['succeeded', (queue, lease) => queue.complete(lease, { image: 'a.png' })],
  ['failed', (queue, lease) => queue.fail(lease, failure('permanent'))],
  ['dead', (queue, lease) => queue.fail(lease, failure('poison'))],
  ['cancelled', (queue, lease) => queue.cancelled(lease)],
]

const terminal = ['succeeded', 'failed', 'cancelled', 'dead', 'skipped']

export const describeEndings = (makeStore: MakeStore): void => {
  describe('an ended job', () => {
    test.each(endings)(
      'that is %s never changes again and has one terminal event',
      async (state, end) => {
        const { queue } = await openBench(makeStore)
        const start = queue.lastEventId()
        const { id } = await queue.enqueue(job())
        const lease = await take(queue)
        expect(await end(queue, lease)).toBe('committed')
        const ended = queue.get(id)
        expect(ended).toMatchObject({ state, attempt: 1 })
        expect(await end(queue, lease)).toBe('already')
        for (const [other, otherEnd] of endings) {
          if (other !== state) expect(await otherEnd(queue, lease)).toBe('fenced')
          expect(await otherEnd(queue, { ...lease, epoch: lease.epoch + 1 })).toBe('fenced')
        }
        expect(await queue.checkpoint(lease, 1)).toBe('fenced')
        expect(await queue.release(lease, { reason: 'late' })).toBe('fenced')
        expect(await queue.requestCancel(id)).toBe(state === 'cancelled' ? 'cancelled' : 'too-late')
        expect(queue.get(id)).toEqual(ended)
        const types = (await eventsSince(queue, start)).map(({ type }) => type)
        expect(types.filter((type) => terminal.includes(type))).toEqual([state])
      },
    )

    test('keeps its result, its error and its times', async () => {
      const { queue, clock } = await openBench(makeStore)
      const good = await queue.enqueue(job())
      clock.advance(10)
      const lease = await take(queue)
      clock.advance(10)
      await queue.complete(lease, { image: 'a.png' })
      const { createdAt = 0 } = queue.get(good.id) ?? {}
      expect(queue.get(good.id)).toMatchObject({
        result: { image: 'a.png' },
        startedAt: createdAt + 10,
        finishedAt: createdAt + 20,
      })
      const bad = await queue.enqueue(job())
      await queue.fail(await take(queue), { ...failure('permanent'), details: { node: 3 } })
      expect(queue.get(bad.id)?.error).toEqual({ ...failure('permanent'), details: { node: 3 } })
    })

    test('can be removed, and no other', async () => {
      const { queue } = await openBench(makeStore)
      const { id } = await queue.enqueue(job())
      expect(await queue.remove(id)).toBe(false)
      const lease = await take(queue)
      expect(await queue.remove(id)).toBe(false)
      await queue.complete(lease, null)
      expect(await queue.remove(id)).toBe(true)
      expect(await queue.remove(id)).toBe(false)
      expect(queue.get(id)).toBeUndefined()
      expect(queue.list().items).toEqual([])
      expect(queue.counts().succeeded).toBe(0)
    })

    test('becomes lean when many have ended since, and is forgotten in the end', async () => {
      const { queue } = await openBench(makeStore, { fullJobs: 2, leanJobs: 2 })
      const ids: string[] = []
      for (let count = 0; count < 5; count++) {
        ids.push((await queue.enqueue(job())).id)
        const lease = await take(queue)
        await queue.checkpoint(lease, 'noted')
        await queue.complete(lease, count)
      }
      const records = ids.map((id) => queue.get(id))
      expect(records[0]).toBeUndefined()
      for (const index of [1, 2]) {
        expect(records[index]).toMatchObject({
          state: 'succeeded',
          lean: true,
          payload: null,
          result: index,
        })
        expect(records[index]?.checkpoint).toBeUndefined()
      }
      for (const index of [3, 4]) {
        expect(records[index]).toMatchObject({ payload: { prompt: 'a fox' }, checkpoint: 'noted' })
      }
      expect(queue.counts().succeeded).toBe(4)
    })
  })

  describe('fail', () => {
    test('queues a transient failure again, later each time, until attempts are used up', async () => {
      const { queue, clock } = await openBench(makeStore, {
        retryDelayMs: (failures) => failures * 100,
      })
      const { id } = await queue.enqueue(job())
      for (const failures of [1, 2]) {
        expect(await queue.fail(await take(queue), failure('transient'))).toBe('committed')
        expect(queue.get(id)).toMatchObject({ state: 'delayed', attempt: failures, stalls: 0 })
        clock.advance(failures * 100)
        await settled(queue)
        expect(queue.get(id)?.state).toBe('queued')
      }
      const last = await take(queue)
      expect(last.job.attempt).toBe(3)
      await queue.fail(last, failure('transient'))
      expect(queue.get(id)).toMatchObject({
        state: 'failed',
        attempt: 3,
        error: failure('transient'),
      })
    })
  })

  describe('requestCancel', () => {
    test('of an unknown job says so', async () => {
      const { queue } = await openBench(makeStore)
      expect(await queue.requestCancel(job().id)).toBe('unknown')
      expect(await queue.requestCancelGroup(job().id)).toBe('unknown')
    })

    test('ends a waiting or delayed job at once', async () => {
      const { queue, clock } = await openBench(makeStore)
      const waiting = await queue.enqueue(job())
      expect(await queue.requestCancel(waiting.id)).toBe('cancelled')
      expect(queue.get(waiting.id)).toMatchObject({ state: 'cancelled', attempt: 0 })
      const delayed = await queue.enqueue(job())
      await queue.release(await take(queue), { reason: 'later', delayMs: 50 })
      expect(await queue.requestCancel(delayed.id)).toBe('cancelled')
      clock.advance(100)
      await settled(queue)
      expect(queue.get(delayed.id)?.state).toBe('cancelled')
    })

    test('asks the holder of a leased job, once', async () => {
      const { queue } = await openBench(makeStore)
      const { id } = await queue.enqueue(job())
      const lease = await take(queue)
      expect(await queue.requestCancel(id)).toBe('requested')
      const last = queue.lastEventId()
      expect(await queue.requestCancel(id)).toBe('requested')
      expect(queue.lastEventId()).toBe(last)
      expect(await queue.heartbeat(lease)).toEqual({ ok: true, cancelRequested: true })
      expect(await queue.cancelled(lease)).toBe('committed')
      expect(queue.get(id)?.state).toBe('cancelled')
    })

    test('comes too late when the holder completes first', async () => {
      const { queue } = await openBench(makeStore)
      const { id } = await queue.enqueue(job())
      const lease = await take(queue)
      await queue.requestCancel(id)
      expect(await queue.complete(lease, null)).toBe('committed')
      expect(queue.get(id)?.state).toBe('succeeded')
      expect(await queue.requestCancel(id)).toBe('too-late')
    })

    test('is not forgotten when the holder fails or is lost', async () => {
      const { queue, clock } = await openBench(makeStore)
      const failing = await queue.enqueue(job())
      const lease = await take(queue)
      await queue.requestCancel(failing.id)
      await queue.fail(lease, failure('transient'))
      expect(queue.get(failing.id)?.state).toBe('cancelled')
      const losing = await queue.enqueue(job())
      await take(queue, { leaseMs: 100 })
      await queue.requestCancel(losing.id)
      clock.advance(100)
      await settled(queue)
      expect(queue.get(losing.id)?.state).toBe('cancelled')
    })
  })

  describe('a group', () => {
    test('is cancelled as a whole: waiting jobs at once, running ones by request, ended ones kept', async () => {
      const { queue } = await openBench(makeStore)
      const batch = group(4)
      await queue.enqueue(batch)
      await queue.complete(await take(queue), null)
      const running = await take(queue)
      expect(await queue.requestCancelGroup(batch.id)).toBe('requested')
      const states = (): unknown[] => batch.jobs.map(({ id }) => queue.get(id)?.state)
      expect(states()).toEqual(['succeeded', 'leased', 'cancelled', 'cancelled'])
      expect(queue.getGroup(batch.id)?.cancelRequested).toBe(true)
      expect((await queue.heartbeat(running)).cancelRequested).toBe(true)
      await queue.cancelled(running)
      expect(await queue.requestCancelGroup(batch.id)).toBe('too-late')
    })

    test('runs a chain one after the other', async () => {
      const { queue } = await openBench(makeStore)
      const chain = group(3, { chain: true })
      await queue.enqueue(chain)
      const states = (): unknown[] => chain.jobs.map(({ id }) => queue.get(id)?.state)
      expect(states()).toEqual(['queued', 'blocked', 'blocked'])
      await queue.complete(await take(queue), 1)
      expect(states()).toEqual(['succeeded', 'queued', 'blocked'])
      const second = await take(queue)
      await queue.release(second, { reason: 'again' })
      expect(states()).toEqual(['succeeded', 'queued', 'blocked'])
      await queue.complete(await take(queue), 2)
      await queue.complete(await take(queue), 3)
      expect(states()).toEqual(['succeeded', 'succeeded', 'succeeded'])
    })

    test('skips the rest of a chain when a job of it does not succeed', async () => {
      const { queue } = await openBench(makeStore)
      const chain = group(4, { chain: true })
      const after = queue.lastEventId()
      await queue.enqueue(chain)
      await queue.complete(await take(queue), 1)
      await queue.fail(await take(queue), failure('permanent'))
      const states = chain.jobs.map(({ id }) => queue.get(id)?.state)
      expect(states).toEqual(['succeeded', 'failed', 'skipped', 'skipped'])
      const types = (await eventsSince(queue, after)).map(({ type }) => type)
      expect(types.filter((type) => terminal.includes(type))).toEqual([
        'succeeded',
        'failed',
        'skipped',
        'skipped',
      ])
    })

    test('skips what is behind a cancelled job of a chain, and nothing when all is cancelled', async () => {
      const { queue } = await openBench(makeStore)
      const chain = group(3, { chain: true })
      await queue.enqueue(chain)
      const [, second, third] = chain.jobs
      expect(await queue.requestCancel(second?.id ?? '')).toBe('cancelled')
      expect(queue.get(third?.id ?? '')?.state).toBe('skipped')
      const whole = group(3, { chain: true })
      await queue.enqueue(whole)
      expect(await queue.requestCancelGroup(whole.id)).toBe('cancelled')
      expect(whole.jobs.map(({ id }) => queue.get(id)?.state)).toEqual([
        'cancelled',
        'cancelled',
        'cancelled',
      ])
    })

    test('is forgotten with the last of its jobs', async () => {
      const { queue } = await openBench(makeStore)
      const batch = group(2)
      await queue.enqueue(batch)
      await queue.requestCancelGroup(batch.id)
      const [first, second] = batch.jobs
      await queue.remove(first?.id ?? '')
      expect(queue.getGroup(batch.id)).toBeDefined()
      await queue.remove(second?.id ?? '')
      expect(queue.getGroup(batch.id)).toBeUndefined()
      expect(queue.listGroups().items).toEqual([])
    })
  })
}
