import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../../index.ts'
import { forever, job, take } from './harness.ts'
import { type ConnectStore, memberLeaseMs, openDriver, openDrivers } from './shared-harness.ts'

/** Others wait a fifth longer than a member may believe in itself. */
const lostAfterMs = memberLeaseMs * 1.2

export const describeLosing = (connect: ConnectStore): void => {
  describe('a process that is not heard of', () => {
    test('loses what it holds, once it can no longer believe that it holds it', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const spec = job()
      await one.queue.enqueue(spec)
      const lease = await take(one.queue)
      await one.queue.checkpoint(lease, { server: 'a' })
      const claim = await one.queue.claim('gpu', { signal: forever })
      one.store.cut()
      const theirs = two.queue.claim('gpu', { signal: forever })
      await two.read()
      await two.pass(lostAfterMs - 1)
      expect(two.queue.get(spec.id)?.state).toBe('leased')
      await two.pass(1)
      const again = await take(two.queue)
      expect(again).toMatchObject({
        jobId: spec.id,
        job: { stalls: 1, checkpoint: { server: 'a' } },
      })
      expect((await theirs).signal.aborted).toBe(false)

      // Its own clock says the same, a little before: it stops without having heard.
      one.clock.advance(memberLeaseMs)
      await expect.poll(() => claim.signal.aborted).toBe(true)
      expect(await one.queue.heartbeat(lease)).toMatchObject({ ok: false })

      one.store.mend()
      expect(await one.queue.complete(lease, 'stale')).toBe('fenced')
      expect(await two.queue.complete(again, 'fresh')).toBe('committed')
      await expect
        .poll(() => two.queue.members().map(({ name }) => name))
        .toEqual(['second', 'first'])
    })

    test('is heard of as long as it has something to say, and also when it has not', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const spec = job()
      await one.queue.enqueue(spec)
      await take(one.queue, { leaseMs: 1e9 })
      for (let round = 0; round < 12; round++) {
        await one.pass(memberLeaseMs / 3)
        await two.read()
        await two.pass(memberLeaseMs / 3)
      }
      expect(two.queue.get(spec.id)).toMatchObject({ state: 'leased', stalls: 0 })
      expect(two.queue.members()).toHaveLength(2)
    })

    test('goes on when nobody took its place: what it had leased is begun anew, without a stall', async () => {
      const [one] = await openDrivers(connect, 2)
      const spec = job()
      await one.queue.enqueue(spec)
      const lease = await take(one.queue)
      const claim = await one.queue.claim('gpu', { signal: forever })
      one.store.cut()
      one.clock.advance(memberLeaseMs)
      await expect.poll(() => claim.signal.aborted).toBe(true)
      one.store.mend()
      expect(await one.queue.complete(lease, 'stale')).toBe('fenced')
      const again = await take(one.queue)
      expect(again.epoch).toBeGreaterThan(lease.epoch)
      expect(again.job.stalls).toBe(0)
      expect((await one.queue.claim('gpu', { signal: forever })).signal.aborted).toBe(false)
    })

    test('that comes back under its name takes over from itself at once', async () => {
      const place = randomUUID()
      const one = await openDriver(connect, { place, name: 'one' })
      const other = await openDriver(connect, { place, name: 'other' })
      await one.queue.enqueue(job())
      await one.queue.enqueue(job())
      const lost = await take(one.queue)
      await other.read()
      const kept = await take(other.queue)
      await one.queue.claim('gpu', { signal: forever })
      one.store.cut()
      const again = await openDriver(connect, { place, name: 'one' })
      expect(again.queue.get(lost.jobId)).toMatchObject({ state: 'queued', stalls: 1 })
      expect(again.queue.get(kept.jobId)).toMatchObject({ state: 'leased' })
      expect((await again.queue.claim('gpu', { signal: forever })).signal.aborted).toBe(false)
      expect(await other.queue.complete(kept, null)).toBe('committed')
    })
  })

  describe('while the store cannot be reached', () => {
    test('calls fail after a while and say whether they may have been stored; a holder waits', async () => {
      const [one, two] = await openDrivers(connect, 2)
      await one.queue.enqueue(job())
      const lease = await take(one.queue)
      one.store.cut()
      const written = one.queue.enqueue(job(), { idempotencyKey: 'k' })
      const completing = one.queue.complete(lease, 'done')
      await expect.poll(() => one.queue.storeProblem()).toBeDefined()
      const waiting = one.queue.enqueue(job())
      const refused = [
        expect(written).rejects.toThrow(StoreUnavailableError),
        expect(waiting).rejects.toMatchObject({ mayBeStored: false }),
      ]
      one.clock.advance(5_000)
      await Promise.all(refused)
      one.store.mend()
      expect(await completing).toBe('committed')
      expect(one.queue.storeProblem()).toBeUndefined()
      const known = await one.queue.enqueue(job(), { idempotencyKey: 'k' })
      await two.read()
      expect(two.queue.get(known.id)?.state).toBe('queued')
      expect(two.queue.counts()).toMatchObject({ queued: 1, succeeded: 1 })
    })

    test('what was read before can be read, and closing does not hang', async () => {
      const [one] = await openDrivers(connect, 2)
      const spec = job()
      await one.queue.enqueue(spec)
      one.store.cut()
      expect(one.queue.get(spec.id)?.state).toBe('queued')
      const closing = one.queue.close()
      // The last word waits as long as any call does.
      const ticking = setInterval(() => one.clock.advance(5_000), 1)
      await closing
      clearInterval(ticking)
    })
  })
}
