import { describe, expect, test } from 'vitest'
import { DuplicateIdError, EventGapError } from '../../errors.ts'
import {
  eventsSince,
  everything,
  fill,
  forever,
  job,
  type MakeStore,
  openBench,
  take,
} from './harness.ts'

export const describeReopening = (makeStore: MakeStore): void => {
  const { durable } = makeStore('never opened')

  describe.skipIf(durable === 'none')('a queue that is closed and opened again', () => {
    test('is just as it was', async () => {
      const { queue, ...bench } = await openBench(makeStore)
      const start = queue.lastEventId()
      await fill(queue)
      const before = everything(queue)
      const events = await eventsSince(queue, start)
      await queue.close()
      const again = await openBench(makeStore, bench)
      expect(everything(again.queue)).toEqual(before)
      const seen = (await eventsSince(again.queue, start)).map(({ id, type }) => ({ id, type }))
      expect(seen).toEqual(events.map(({ id, type }) => ({ id, type })))
    })

    test('goes on where it was: ids, numbers, epochs', async () => {
      const { queue, ...bench } = await openBench(makeStore)
      const spec = job()
      await queue.enqueue(spec, { idempotencyKey: 'k' })
      const lease = await take(queue)
      const last = queue.lastEventId()
      await queue.close()
      const again = await openBench(makeStore, bench)
      await expect(again.queue.enqueue(spec)).rejects.toThrow(DuplicateIdError)
      const known = await again.queue.enqueue(job(), { idempotencyKey: 'k' })
      expect(known).toEqual({ id: spec.id, created: false })
      expect(await eventsSince(again.queue, last)).toMatchObject([{ reason: 'closed' }])
      const fresh = await take(again.queue)
      expect(fresh.epoch).toBeGreaterThan(lease.epoch)
      expect(await again.queue.complete(lease, 'stale')).toBe('fenced')
      expect(await again.queue.complete(fresh, 'fresh')).toBe('committed')
    })
  })

  describe.skipIf(durable !== 'none')('a queue over a store that keeps nothing', () => {
    test('is empty when it is opened again', async () => {
      const { queue, ...bench } = await openBench(makeStore)
      await queue.enqueue(job())
      const last = queue.lastEventId()
      await queue.close()
      const again = await openBench(makeStore, bench)
      expect(again.queue.counts().queued).toBe(0)
      expect(() => again.queue.events({ after: last, signal: forever })).toThrow(EventGapError)
    })
  })
}
