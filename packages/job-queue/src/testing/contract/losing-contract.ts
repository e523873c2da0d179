import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../../index.ts'
import { forever, job, take } from './harness.ts'
import { type ConnectStore, memberLeaseMs, openDriver, openDrivers } from './shared-harness.ts'

/** Others wait a fifth longer than a member may believe in itself. */
const lostAfterMs = memberLeaseMs * 1.2

/** Until what is due is on its way to a store. */
const untilWriting = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await setImmediate()
}

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

    test('stops at the end of its lease while a word of its own is still on the way', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const spec = job()
      await one.queue.enqueue(spec)
      const lease = await take(one.queue, { leaseMs: 1e9 })
      const claim = await one.queue.claim('gpu', { signal: forever })
      one.store.cut()
      // Long enough for it to say that it is there, which nobody hears.
      one.clock.advance(memberLeaseMs / 3)
      await untilWriting()
      one.clock.advance(memberLeaseMs / 2)
      expect(claim.signal.aborted).toBe(false)
      expect(await one.queue.heartbeat(lease)).toMatchObject({ ok: true })
      one.clock.advance(memberLeaseMs / 4)
      await expect.poll(() => claim.signal.aborted).toBe(true)
      expect(await one.queue.heartbeat(lease)).toMatchObject({ ok: false })
      await two.read()
      await two.pass(lostAfterMs)
      expect(await take(two.queue)).toMatchObject({ jobId: spec.id })
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
    test('nobody is taken for lost by one who could not hear him', async () => {
      const [one, two] = await openDrivers(connect, 2)
      await one.queue.enqueue(job())
      const lease = await take(one.queue, { leaseMs: 1e9 })
      await two.read()
      for (const each of [one, two]) {
        each.store.cut()
        each.clock.advance(memberLeaseMs * 2)
        await expect.poll(() => each.queue.storeProblem()).toBeDefined()
      }
      // He is back first, and says so.
      two.store.mend()
      await two.queue.enqueue(job())
      await two.pass(memberLeaseMs)
      expect(two.queue.members()).toHaveLength(2)
      expect(two.queue.get(lease.jobId)).toMatchObject({ state: 'leased', stalls: 0 })
    })

    test('a delay goes on, and its job is run when the store is back', async () => {
      const [one] = await openDrivers(connect, 2)
      const spec = job()
      await one.queue.enqueue(spec)
      await one.queue.release(await take(one.queue), {
        reason: 'later',
        delayMs: memberLeaseMs / 2,
      })
      one.store.cut()
      one.clock.advance(memberLeaseMs * 2)
      await expect.poll(() => one.queue.storeProblem()).toBeDefined()
      one.store.mend()
      expect(await take(one.queue)).toMatchObject({ jobId: spec.id })
    })

    test('a claim that is given up while it is on the way stays free', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const giving = new AbortController()
      await one.read()
      one.store.cut()
      const given = one.queue.claim('gpu', { signal: giving.signal })
      await untilWriting()
      giving.abort()
      await expect(given).rejects.toThrow()
      one.store.mend()
      // After it.
      await one.queue.enqueue(job())
      expect((await two.queue.claim('gpu', { signal: forever })).signal.aborted).toBe(false)
    })

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
