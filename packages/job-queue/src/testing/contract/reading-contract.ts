import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  createQueue,
  EventGapError,
  InvalidJobError,
  type JobQueue,
  QueueClosedError,
  type QueueEvent,
} from '../../index.ts'
import {
  eventsSince,
  forever,
  group,
  isDriven,
  job,
  type MakeStore,
  openBench,
  take,
} from './harness.ts'

const collect = async (
  queue: JobQueue,
  options: { after?: string; signal: AbortSignal },
): Promise<readonly QueueEvent[]> => {
  const events: QueueEvent[] = []
  for await (const event of queue.events(options)) events.push(event)
  return events
}

export const describeReading = (makeStore: MakeStore): void => {
  describe('events', () => {
    test('come in order, with ids that grow, and once', async () => {
      const { queue } = await openBench(makeStore)
      const start = queue.lastEventId()
      await Promise.all([queue.enqueue(job()), queue.enqueue(group(3)), queue.enqueue(job())])
      const lease = await take(queue)
      await queue.checkpoint(lease, 1)
      await queue.complete(lease, 2)
      const events = await eventsSince(queue, start)
      const seqs = events.map(({ seq }) => seq)
      expect(seqs).toEqual([...seqs].sort((left, right) => left - right))
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
      expect(events.filter(({ jobId }) => jobId === lease.jobId).map(({ type }) => type)).toEqual([
        'accepted',
        'leased',
        'checkpointed',
        'succeeded',
      ])
      for (const event of events) {
        const rest = await eventsSince(queue, event.id)
        expect(rest).toEqual(events.filter(({ seq }) => seq > event.seq))
      }
    })

    test('hold the job as it was just then', async () => {
      const { queue } = await openBench(makeStore)
      const start = queue.lastEventId()
      await queue.enqueue(job())
      await queue.release(await take(queue), { reason: 'no server', delayMs: 10 })
      const events = await eventsSince(queue, start)
      expect(events.map((event) => event.job?.state)).toEqual(['queued', 'leased', 'delayed'])
      expect(events.at(-1)).toMatchObject({ type: 'released', reason: 'no server' })
    })

    test('without after are live only, from the call on', async () => {
      const { queue } = await openBench(makeStore)
      await queue.enqueue(job())
      const controller = new AbortController()
      const stream = queue.events({ signal: controller.signal })
      const second = await queue.enqueue(job())
      for await (const event of stream) {
        expect(event.jobId).toBe(second.id)
        break
      }
      controller.abort()
    })

    test('go from the past to the present without a gap', async () => {
      const { queue } = await openBench(makeStore)
      const start = queue.lastEventId()
      const controller = new AbortController()
      for (let count = 0; count < 5; count++) await queue.enqueue(job())
      const seen: number[] = []
      for await (const { seq } of queue.events({ after: start, signal: controller.signal })) {
        seen.push(seq)
        if (seen.length <= 5) await queue.enqueue(job())
        if (seen.length === 10) break
      }
      const first = seen[0] ?? 0
      expect(seen).toEqual(Array.from({ length: 10 }, (_, index) => first + index))
    })

    test('end quietly when the signal aborts', async () => {
      const { queue } = await openBench(makeStore)
      const controller = new AbortController()
      const collecting = collect(queue, { signal: controller.signal })
      controller.abort()
      expect(await collecting).toEqual([])
      expect(await collect(queue, { signal: controller.signal })).toEqual([])
    })

    test('say so when what comes after is no longer retained, or is of another store', async () => {
      const { queue } = await openBench(makeStore, { eventRetention: 4 })
      const start = queue.lastEventId()
      for (let count = 0; count < 12; count++) await queue.enqueue(job())
      expect(() => queue.events({ after: start, signal: forever })).toThrow(EventGapError)
      const [epoch, last] = queue.lastEventId().split('-')
      const ahead = `${epoch}-${Number(last) + 1}`
      for (const after of ['other-1', '', 'nonsense', ahead, `${epoch}-01`, `${epoch}--1`]) {
        expect(() => queue.events({ after, signal: forever })).toThrow(EventGapError)
      }
      expect(await eventsSince(queue, `${epoch}-${Number(last) - 4}`)).toHaveLength(4)
    })

    test('tell a reader who has heard all before of a group that has more jobs than are retained', async () => {
      const { queue } = await openBench(makeStore, { eventRetention: 2 })
      for (let count = 0; count < 4; count++) await queue.enqueue(job())
      const after = queue.lastEventId()
      const batch = group(9)
      await queue.enqueue(batch)
      const events = await eventsSince(queue, after)
      expect(events.slice(1).map(({ jobId }) => jobId)).toEqual(batch.jobs.map(({ id }) => id))
    })

    test('tell a reader that fell behind the retention', async () => {
      const { queue } = await openBench(makeStore, { eventRetention: 2 })
      const stream = queue.events({ signal: forever })[Symbol.asyncIterator]()
      for (let count = 0; count < 10; count++) await queue.enqueue(job())
      await expect(stream.next()).rejects.toThrow(EventGapError)
    })
  })

  describe('load', () => {
    test('is what waits, and a group weighs as much as of its jobs wait', async () => {
      const { queue } = await openBench(makeStore)
      const payload = 'x'.repeat(98)
      await queue.enqueue(
        group(4, { payload, jobs: Array.from({ length: 4 }, () => job({ payload: 1 })) }),
      )
      await queue.enqueue(job({ client: 'a', payload }))
      expect(queue.load()).toEqual({ jobs: 5, size: 204 })
      expect(queue.load('a')).toEqual({ jobs: 1, size: 100 })
      expect(queue.load('b')).toEqual({ jobs: 0, size: 0 })
      await take(queue)
      await queue.complete(await take(queue), null)
      expect(queue.load()).toEqual({ jobs: 3, size: 78 })
    })
  })

  describe('shares', () => {
    test('are what waits by client and priority, and follow a priority that changes', async () => {
      const { queue } = await openBench(makeStore)
      const first = job({ client: 'a' })
      await queue.enqueue(first)
      await queue.enqueue(job({ client: 'a' }))
      await queue.enqueue(job({ client: 'b', priority: 5 }))
      await queue.setPriority(first.id, 5)
      expect(queue.waitingShares()).toEqual([
        { client: 'b', priority: 5, jobs: 1 },
        { client: 'a', priority: 5, jobs: 1 },
        { client: 'a', priority: 0, jobs: 1 },
      ])
      expect(queue.oldestInLine()[0]).toMatchObject({ id: first.id })
      await take(queue)
      await take(queue)
      expect(queue.waitingShares()).toEqual([{ client: 'a', priority: 0, jobs: 1 }])
      expect(queue.oldestInLine()).toHaveLength(1)
    })
  })

  describe('list', () => {
    test('pages newest first while jobs come and go', async () => {
      const { queue } = await openBench(makeStore)
      const ids: string[] = []
      for (let count = 0; count < 7; count++) ids.unshift((await queue.enqueue(job())).id)
      const first = queue.list({}, { limit: 3 })
      expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 3))
      await queue.enqueue(job())
      await queue.requestCancel(ids[2] ?? '')
      await queue.remove(ids[2] ?? '')
      const second = queue.list({}, { limit: 3, ...first })
      expect(second.items.map(({ id }) => id)).toEqual(ids.slice(3, 6))
      const third = queue.list({}, { limit: 3, ...second })
      expect(third.items.map(({ id }) => id)).toEqual(ids.slice(6))
      expect(third.cursor).toBeUndefined()
    })

    test('filters by state, kind and group', async () => {
      const { queue } = await openBench(makeStore)
      const video = await queue.enqueue(job({ kind: 'video', priority: 1 }))
      const batch = group(3)
      await queue.enqueue(batch)
      await queue.complete(await take(queue), null)
      const running = await take(queue)
      const idsOf = (filter: Parameters<JobQueue['list']>[0]): string[] =>
        queue.list(filter).items.map(({ id }) => id)
      expect(idsOf({ kind: 'video' })).toEqual([video.id])
      expect(idsOf({ states: ['leased'] })).toEqual([running.jobId])
      expect(idsOf({ states: ['succeeded', 'leased'] })).toEqual([running.jobId, video.id])
      expect(idsOf({ groupId: batch.id })).toEqual(batch.jobs.map(({ id }) => id).reverse())
      expect(idsOf({ groupId: batch.id, states: ['queued'] })).toHaveLength(2)
      expect(idsOf({ groupId: job().id })).toEqual([])
      expect(queue.list({ groupId: batch.id }, { limit: 2 }).cursor).toBeDefined()
    })

    test('pages groups', async () => {
      const { queue } = await openBench(makeStore)
      const ids: string[] = []
      for (let count = 0; count < 3; count++) ids.unshift((await queue.enqueue(group(2))).id)
      await queue.enqueue(group(1, { kind: 'sequence' }))
      const page = queue.listGroups({ kind: 'batch' }, { limit: 2 })
      expect(page.items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
      expect(
        queue.listGroups({ kind: 'batch' }, { limit: 2, ...page }).items.map(({ id }) => id),
      ).toEqual(ids.slice(2))
    })

    test('refuses a page that makes no sense', async () => {
      const { queue } = await openBench(makeStore)
      expect(() => queue.list({}, { limit: 0 })).toThrow(InvalidJobError)
      expect(() => queue.list({}, { cursor: 'x' })).toThrow(InvalidJobError)
    })
  })

  describe('close', () => {
    test.skipIf(isDriven(makeStore))('settles every promise and ends every stream', async () => {
      const { queue } = await openBench(makeStore)
      await queue.enqueue(job())
      await take(queue)
      const reserving = expect(take(queue)).rejects.toThrow(QueueClosedError)
      const streaming = collect(queue, { signal: forever })
      const enqueueing = Promise.allSettled(Array.from({ length: 20 }, () => queue.enqueue(job())))
      await queue.close()
      await reserving
      const results = await enqueueing
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(QueueClosedError)
      }
      const accepted = results.filter(({ status }) => status === 'fulfilled')
      const events = await streaming
      expect(events.filter(({ type }) => type === 'accepted')).toHaveLength(accepted.length)
      expect(events.at(-1)).toMatchObject({ type: 'released', reason: 'closed' })
    })

    test('gives back leases that were being handed out just then', async () => {
      const { queue } = await openBench(makeStore)
      const streaming = collect(queue, { after: queue.lastEventId(), signal: forever })
      const { id } = await queue.enqueue(job())
      const closing = Promise.withResolvers<void>()
      const select = (): readonly string[] => {
        closing.resolve(queue.close())
        return [id]
      }
      const reserving = queue.reserve({ owner: 'a', leaseMs: 1_000, signal: forever, select })
      await Promise.allSettled([reserving])
      await closing.promise
      const types = (await streaming).map(({ type }) => type)
      // Where another process was faster, it is not handed out at all.
      expect([['accepted'], ['accepted', 'leased', 'released']]).toContainEqual(types)
    })

    test('makes every call fail from then on, and may be called again', async () => {
      const { queue } = await openBench(makeStore)
      await queue.close()
      await queue.close()
      await expect(queue.enqueue(job())).rejects.toThrow(QueueClosedError)
      await expect(take(queue)).rejects.toThrow(QueueClosedError)
      await expect(queue.open()).rejects.toThrow(QueueClosedError)
      expect(() => queue.counts()).toThrow(QueueClosedError)
    })

    test('is what a queue that was never opened behaves like', async () => {
      const unopened = createQueue({ store: makeStore(randomUUID()) })
      expect(() => unopened.get('')).toThrow(QueueClosedError)
      await expect(unopened.enqueue(job())).rejects.toThrow(QueueClosedError)
      await unopened.close()
    })
  })
}
