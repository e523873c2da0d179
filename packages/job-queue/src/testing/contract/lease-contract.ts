import { describe, expect, test } from 'vitest'
import type { JobQueue, Lease } from '../../index.ts'
import { failure, isRunnable, job, type MakeStore, openBench, settled, take } from './harness.ts'

const everyMutation: readonly [string, (queue: JobQueue, lease: Lease) => Promise<string>][] = [
  ['complete', (queue, lease) => queue.complete(lease, 'stale')],
  ['fail', (queue, lease) => queue.fail(lease, failure('permanent'))],
  ['checkpoint', (queue, lease) => queue.checkpoint(lease, 'stale')],
  ['release', (queue, lease) => queue.release(lease, { reason: 'stale', countAttempt: true })],
  ['cancelled', (queue, lease) => queue.cancelled(lease)],
]

export const describeLeases = (makeStore: MakeStore): void => {
  describe('a lease', () => {
    test('expires by the monotonic clock, which costs the job a stall but no attempt', async () => {
      const { queue, clock } = await openBench(makeStore)
      const spec = job()
      await queue.enqueue(spec)
      await take(queue, { leaseMs: 1_000 })
      clock.advance(999)
      await settled(queue)
      expect(queue.get(spec.id)?.state).toBe('leased')
      clock.advance(1)
      await settled(queue)
      expect(queue.get(spec.id)).toMatchObject({ state: 'queued', stalls: 1, attempt: 0 })
    })

    test('does not care about the wall clock', async () => {
      const { queue, clock } = await openBench(makeStore)
      const spec = job()
      await queue.enqueue(spec)
      const lease = await take(queue, { leaseMs: 1_000 })
      clock.jumpWall(3_600_000)
      await settled(queue)
      clock.jumpWall(-7_200_000)
      await settled(queue)
      expect(await queue.complete(lease, null)).toBe('committed')
    })

    test('lasts as long as its heart beats', async () => {
      const { queue, clock } = await openBench(makeStore)
      await queue.enqueue(job())
      const lease = await take(queue, { leaseMs: 1_000 })
      for (let beat = 0; beat < 5; beat++) {
        clock.advance(900)
        expect(await queue.heartbeat(lease)).toEqual({ ok: true, cancelRequested: false })
      }
      clock.advance(1_000)
      expect(await queue.heartbeat(lease)).toMatchObject({ ok: false })
    })

    test.each(everyMutation)('of an older epoch is fenced by %s', async (_name, mutate) => {
      const { queue, clock } = await openBench(makeStore)
      const spec = job()
      await queue.enqueue(spec)
      const old = await take(queue, { leaseMs: 1_000 })
      clock.advance(1_000)
      const fresh = await take(queue)
      const before = queue.get(spec.id)
      const last = queue.lastEventId()
      expect(await mutate(queue, old)).toBe('fenced')
      expect(await queue.heartbeat(old)).toMatchObject({ ok: false })
      expect(queue.get(spec.id)).toEqual(before)
      expect(queue.lastEventId()).toBe(last)
      expect(await queue.complete(fresh, 'fresh')).toBe('committed')
    })

    test.each(everyMutation)(
      'that ran out is fenced by %s, even if nobody took the job',
      async (_name, mutate) => {
        const { queue, clock } = await openBench(makeStore)
        await queue.enqueue(job())
        const lease = await take(queue, { leaseMs: 1_000 })
        clock.advance(1_000)
        expect(await mutate(queue, lease)).toBe('fenced')
      },
    )

    test.each(everyMutation)('that was given back is fenced by %s', async (_name, mutate) => {
      const { queue } = await openBench(makeStore)
      await queue.enqueue(job())
      const lease = await take(queue)
      expect(await queue.release(lease, { reason: 'no server' })).toBe('committed')
      expect(await mutate(queue, lease)).toBe('fenced')
    })

    test('of an unknown job is fenced', async () => {
      const { queue } = await openBench(makeStore)
      expect(await queue.complete({ jobId: job().id, epoch: 1 }, null)).toBe('fenced')
    })

    test('keeps its checkpoint for the next holder', async () => {
      const { queue, clock } = await openBench(makeStore)
      await queue.enqueue(job())
      const first = await take(queue, { leaseMs: 1_000 })
      expect(await queue.checkpoint(first, { attempt: 1, server: 'a' })).toBe('committed')
      clock.advance(1_000)
      const second = await take(queue)
      expect(second.job).toMatchObject({ checkpoint: { attempt: 1, server: 'a' }, stalls: 1 })
      await queue.checkpoint(second, { attempt: 2 })
      await queue.release(second, { reason: 'again' })
      expect((await take(queue)).job.checkpoint).toEqual({ attempt: 2 })
    })

    test('lost three times makes a job dead, and others go on', async () => {
      const { queue, clock } = await openBench(makeStore)
      const poison = job({ priority: 1 })
      const other = job()
      await queue.enqueue(poison)
      await queue.enqueue(other)
      for (let loss = 0; loss < 3; loss++) {
        expect((await take(queue, { leaseMs: 100 })).jobId).toBe(poison.id)
        clock.advance(100)
        await settled(queue)
      }
      expect((await take(queue)).jobId).toBe(other.id)
      expect(queue.get(poison.id)).toMatchObject({
        state: 'dead',
        stalls: 3,
        error: { kind: 'poison', code: 'workers-lost' },
      })
    })
  })

  describe('release', () => {
    test('counts what it is told to count and nothing else', async () => {
      const { queue } = await openBench(makeStore, { maxAttempts: 10, maxStalls: 10 })
      const { id } = await queue.enqueue(job())
      await queue.release(await take(queue), { reason: 'server down' })
      expect(queue.get(id)).toMatchObject({ state: 'queued', attempt: 0, stalls: 0 })
      await queue.release(await take(queue), { reason: 'server lost it', countStall: true })
      expect(queue.get(id)).toMatchObject({ attempt: 0, stalls: 1 })
      await queue.release(await take(queue), { reason: 'its own fault', countAttempt: true })
      expect(queue.get(id)).toMatchObject({ attempt: 1, stalls: 1 })
    })

    test('keeps the place of the job in the queue', async () => {
      const { queue } = await openBench(makeStore)
      const first = job()
      await queue.enqueue(first)
      const lease = await take(queue)
      await queue.enqueue(job())
      await queue.release(lease, { reason: 'later' })
      expect(queue.position(first.id)).toBe(0)
    })

    test('delays by the monotonic clock', async () => {
      const { queue, clock } = await openBench(makeStore)
      const { id } = await queue.enqueue(job())
      await queue.release(await take(queue), { reason: 'busy', delayMs: 5_000 })
      expect(queue.get(id)).toMatchObject({ state: 'delayed', availableAt: clock.now() + 5_000 })
      expect(queue.position(id)).toBeUndefined()
      clock.jumpWall(3_600_000)
      clock.advance(4_999)
      await settled(queue)
      expect(queue.get(id)?.state).toBe('delayed')
      const waiting = take(queue)
      clock.advance(1)
      expect((await waiting).jobId).toBe(id)
      expect(queue.get(id)?.availableAt).toBeUndefined()
    })

    test('ends a job that has used up its attempts or stalls', async () => {
      const { queue } = await openBench(makeStore, { maxAttempts: 2, maxStalls: 1 })
      const tired = await queue.enqueue(job())
      await queue.release(await take(queue), { reason: 'one', countAttempt: true })
      await queue.release(await take(queue), { reason: 'two', countAttempt: true })
      expect(queue.get(tired.id)).toMatchObject({
        state: 'failed',
        attempt: 2,
        error: { message: 'two' },
      })
      const lost = await queue.enqueue(job())
      await queue.release(await take(queue), { reason: 'gone', countStall: true })
      expect(queue.get(lost.id)).toMatchObject({ state: 'dead', stalls: 1 })
    })

    test('of a job to be cancelled cancels it', async () => {
      const { queue } = await openBench(makeStore)
      const { id } = await queue.enqueue(job())
      const lease = await take(queue)
      await queue.requestCancel(id)
      expect(await queue.release(lease, { reason: 'stopped' })).toBe('committed')
      expect(queue.get(id)?.state).toBe('cancelled')
      expect(await isRunnable(queue)).toBe(false)
    })
  })
}
