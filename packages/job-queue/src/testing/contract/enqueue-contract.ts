import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  ConflictError,
  DuplicateIdError,
  InvalidJobError,
  maxGroupPayload,
  maxPayload,
  PayloadTooLargeError,
} from '../../index.ts'
import { eventsSince, group, isDriven, job, type MakeStore, openBench, take } from './harness.ts'

const hour = 3_600_000

export const describeEnqueue = (makeStore: MakeStore): void => {
  describe('enqueue', () => {
    test('makes a job visible with its defaults', async () => {
      const { queue, clock } = await openBench(makeStore)
      const spec = job()
      expect(await queue.enqueue(spec)).toEqual({ id: spec.id, created: true })
      expect(queue.get(spec.id)).toEqual({
        ...spec,
        state: 'queued',
        priority: 0,
        client: '',
        attempt: 0,
        stalls: 0,
        cancelRequested: false,
        createdAt: clock.now(),
      })
      expect(queue.counts()).toMatchObject({ queued: 1, leased: 0 })
    })

    test('keeps its own copy of the payload', async () => {
      const { queue } = await openBench(makeStore)
      const payload = { tags: ['one'] }
      const spec = job({ payload })
      await queue.enqueue(spec)
      payload.tags.push('two')
      expect(queue.get(spec.id)?.payload).toEqual({ tags: ['one'] })
    })

    test('refuses an id that was accepted before, for a job or for a group', async () => {
      const { queue } = await openBench(makeStore)
      const spec = job()
      const batch = group(2)
      await queue.enqueue(spec)
      await queue.enqueue(batch)
      await expect(queue.enqueue(job({ id: spec.id }))).rejects.toThrow(DuplicateIdError)
      await expect(queue.enqueue(job({ id: batch.id }))).rejects.toThrow(DuplicateIdError)
      await expect(queue.enqueue(group(2, { id: spec.id }))).rejects.toThrow(DuplicateIdError)
      expect(queue.counts().queued).toBe(3)
    })

    test.skipIf(isDriven(makeStore))(
      'refuses two calls with one id that come at once, but for the first',
      async () => {
        const { queue } = await openBench(makeStore)
        const spec = job()
        const results = await Promise.allSettled([queue.enqueue(spec), queue.enqueue(spec)])
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      },
    )

    test('accepts a group whole or not at all', async () => {
      const { queue } = await openBench(makeStore)
      const taken = job()
      await queue.enqueue(taken)
      const before = queue.lastEventId()
      const batch = group(0, { jobs: [job(), job(), { ...taken }] })
      await expect(queue.enqueue(batch)).rejects.toThrow(DuplicateIdError)
      expect(queue.lastEventId()).toBe(before)
      expect(queue.getGroup(batch.id)).toBeUndefined()
      expect(queue.counts().queued).toBe(1)
    })

    test.skipIf(isDriven(makeStore))('shows a group and its jobs together', async () => {
      const { queue } = await openBench(makeStore)
      const batch = group(3)
      const after = queue.lastEventId()
      const enqueued = queue.enqueue(batch)
      for await (const event of queue.events({ after, signal: AbortSignal.timeout(5_000) })) {
        expect(event).toMatchObject({ type: 'accepted', groupId: batch.id })
        break
      }
      expect(queue.counts().queued).toBe(3)
      expect(queue.getGroup(batch.id)?.jobIds).toEqual(batch.jobs.map(({ id }) => id))
      await enqueued
      const events = await eventsSince(queue, after)
      expect(events.map(({ jobId }) => jobId)).toEqual([
        undefined,
        ...batch.jobs.map(({ id }) => id),
      ])
      expect(events.map(({ job: record }) => record?.groupIndex)).toEqual([undefined, 0, 1, 2])
    })

    test('refuses what is not valid and stores nothing of it', async () => {
      const { queue } = await openBench(makeStore)
      const before = queue.lastEventId()
      await expect(queue.enqueue(job({ id: randomUUID().toUpperCase() }))).rejects.toThrow(
        InvalidJobError,
      )
      await expect(queue.enqueue(job({ priority: 101 }))).rejects.toThrow(InvalidJobError)
      await expect(queue.enqueue(job({ priority: 0.5 }))).rejects.toThrow(InvalidJobError)
      await expect(queue.enqueue(group(0))).rejects.toThrow(InvalidJobError)
      const twin = job()
      await expect(queue.enqueue(group(0, { jobs: [twin, twin] }))).rejects.toThrow(InvalidJobError)
      const large = job({ payload: 'x'.repeat(maxPayload) })
      await expect(queue.enqueue(large)).rejects.toThrow(PayloadTooLargeError)
      const most = maxGroupPayload(3)
      const tooLarge = group(3, { payload: 'x'.repeat(most - 1) })
      await expect(queue.enqueue(tooLarge)).rejects.toMatchObject({ bytes: most + 1, limit: most })
      expect(queue.lastEventId()).toBe(before)
    })
  })

  describe('idempotency keys', () => {
    test('give the first answer again for the same request', async () => {
      const { queue } = await openBench(makeStore)
      const options = { idempotencyKey: 'k', fingerprint: 'f' }
      const first = await queue.enqueue(job(), options)
      expect(await queue.enqueue(job(), options)).toEqual({ id: first.id, created: false })
      expect(queue.counts().queued).toBe(1)
    })

    test('give a receipt back, though the job is known no more', async () => {
      const { queue } = await openBench(makeStore)
      const options = { idempotencyKey: 'k', fingerprint: 'f' }
      const { id } = await queue.enqueue(job(), { ...options, receipt: { seed: 7 } })
      await queue.requestCancel(id)
      await queue.remove(id)
      const again = { id, created: false, receipt: { seed: 7 } }
      expect(await queue.enqueue(job(), { ...options, receipt: { seed: 8 } })).toEqual(again)
      expect(queue.findAccepted(options)).toEqual(again)
    })

    test('lead calls that come at once to one job', async () => {
      const { queue } = await openBench(makeStore)
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => queue.enqueue(job(), { idempotencyKey: 'k' })),
      )
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
      expect(answers.filter(({ created }) => created)).toHaveLength(1)
    })

    test('refuse another request', async () => {
      const { queue } = await openBench(makeStore)
      await queue.enqueue(job(), { idempotencyKey: 'k', fingerprint: 'f' })
      await expect(queue.enqueue(job(), { idempotencyKey: 'k', fingerprint: 'g' })).rejects.toThrow(
        ConflictError,
      )
      await expect(queue.enqueue(job(), { idempotencyKey: 'k' })).rejects.toThrow(ConflictError)
    })

    test('can be looked up before anything is enqueued', async () => {
      const { queue } = await openBench(makeStore)
      const request = { idempotencyKey: 'k', fingerprint: 'f' }
      expect(queue.findAccepted(request)).toBeUndefined()
      const { id } = await queue.enqueue(job(), request)
      expect(queue.findAccepted(request)).toEqual({ id, created: false })
      expect(() => queue.findAccepted({ ...request, fingerprint: 'g' })).toThrow(ConflictError)
    })

    test('work for groups', async () => {
      const { queue } = await openBench(makeStore)
      const batch = group(2)
      await queue.enqueue(batch, { idempotencyKey: 'k' })
      expect(await queue.enqueue(group(2), { idempotencyKey: 'k' })).toEqual({
        id: batch.id,
        created: false,
      })
    })

    test('outlive a removed job by the retention time', async () => {
      const { queue, clock } = await openBench(makeStore, { idempotencyRetentionMs: 24 * hour })
      const { id } = await queue.enqueue(job(), { idempotencyKey: 'k' })
      await queue.requestCancel(id)
      expect(await queue.remove(id)).toBe(true)
      clock.advance(23 * hour)
      await queue.enqueue(job())
      expect(await queue.enqueue(job(), { idempotencyKey: 'k' })).toEqual({ id, created: false })
      clock.advance(2 * hour)
      await queue.enqueue(job())
      expect(await queue.enqueue(job(), { idempotencyKey: 'k' })).toMatchObject({ created: true })
    })

    test('stay as long as the job', async () => {
      const { queue, clock } = await openBench(makeStore, { idempotencyRetentionMs: 24 * hour })
      const { id } = await queue.enqueue(job(), { idempotencyKey: 'k' })
      const lease = await take(queue)
      await queue.complete(lease, null)
      clock.advance(1_000 * hour)
      await queue.enqueue(job())
      expect(await queue.enqueue(job(), { idempotencyKey: 'k' })).toEqual({ id, created: false })
    })
  })
}
