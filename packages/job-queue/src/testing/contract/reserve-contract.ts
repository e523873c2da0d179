import { describe, expect, test } from 'vitest'
import { InvalidJobError, type JobQueue } from '../../index.ts'
import {
  forever,
  group,
  isDriven,
  job,
  type MakeStore,
  openBench,
  settled,
  take,
} from './harness.ts'

export const describeReserve = (makeStore: MakeStore): void => {
  describe('reserve', () => {
    test('hands out by priority, then by acceptance', async () => {
      const { queue } = await openBench(makeStore)
      const low = job({ priority: -5 })
      const first = job()
      const second = job()
      const high = job({ priority: 5 })
      for (const spec of [low, first, second, high]) await queue.enqueue(spec)
      expect([high, first, second, low].map(({ id }) => queue.position(id))).toEqual([0, 1, 2, 3])
      const leases = await queue.reserve({ owner: 'a', max: 10, leaseMs: 1_000, signal: forever })
      expect(leases.map(({ jobId }) => jobId)).toEqual([high.id, first.id, second.id, low.id])
      expect(queue.position(high.id)).toBeUndefined()
    })

    test.skipIf(isDriven(makeStore))(
      'waits for a job, and gives each to one caller only',
      async () => {
        const { queue } = await openBench(makeStore)
        const waiting = [take(queue), take(queue), take(queue)]
        const specs = [job(), job(), job()]
        await Promise.all(specs.map((spec) => queue.enqueue(spec)))
        const leases = await Promise.all(waiting)
        expect(leases.map(({ jobId }) => jobId)).toEqual(specs.map(({ id }) => id))
      },
    )

    test('counts the run in progress as an attempt and raises the epoch each time', async () => {
      const { queue, clock } = await openBench(makeStore)
      await queue.enqueue(job())
      const first = await take(queue, { leaseMs: 500 })
      expect(first).toMatchObject({
        job: { state: 'leased', attempt: 1 },
        expiresAt: clock.monotonic() + 500,
      })
      await queue.release(first, { reason: 'server down' })
      const second = await take(queue)
      expect(second.epoch).toBeGreaterThan(first.epoch)
      expect(second.job).toMatchObject({ attempt: 1, stalls: 0 })
    })

    test('rejects with the reason when aborted, before or while it waits', async () => {
      const { queue } = await openBench(makeStore)
      const controller = new AbortController()
      const options = { owner: 'a', leaseMs: 1_000, signal: controller.signal }
      const waiting = queue.reserve(options)
      const reason = new Error('enough')
      controller.abort(reason)
      await expect(waiting).rejects.toBe(reason)
      await expect(queue.reserve(options)).rejects.toBe(reason)
      await queue.enqueue(job())
      expect(queue.counts().queued).toBe(1)
    })

    test('loses no job when aborted while the lease is being written', async () => {
      const { queue } = await openBench(makeStore)
      const spec = job()
      const controller = new AbortController()
      const select = (): readonly string[] => {
        controller.abort()
        return [spec.id]
      }
      const waiting = queue.reserve({
        owner: 'a',
        leaseMs: 1_000,
        signal: controller.signal,
        select,
      })
      const rejected = expect(waiting).rejects.toThrow()
      await queue.enqueue(spec)
      await rejected
      expect(await take(queue)).toMatchObject({ jobId: spec.id, job: { attempt: 1, stalls: 0 } })
    })

    test('lets clients take turns, and nobody saves up turns by not asking', async () => {
      const { queue } = await openBench(makeStore)
      const order = async (count: number): Promise<string> => {
        const leases = await queue.reserve({
          owner: 'a',
          max: count,
          leaseMs: 1_000,
          signal: forever,
        })
        return leases.map(({ job: { client } }) => client).join(' ')
      }
      for (const client of ['ann', 'ann', 'ann', 'ann']) await queue.enqueue(job({ client }))
      await queue.enqueue(job({ client: 'ben' }))
      expect(await order(3)).toBe('ann ben ann')
      const late = job({ client: 'cid' })
      await queue.enqueue(late)
      await queue.enqueue(job({ client: 'cid' }))
      expect(queue.position(late.id)).toBe(1)
      expect(await order(4)).toBe('ann cid ann cid')
    })

    test('does not hold against a client what it cancelled', async () => {
      const { queue } = await openBench(makeStore)
      const regretted = [job({ client: 'ann' }), job({ client: 'ann' })]
      for (const spec of regretted) await queue.enqueue(spec)
      await queue.enqueue(job({ client: 'ben' }))
      for (const { id } of regretted) await queue.requestCancel(id)
      const wanted = job({ client: 'ann' })
      await queue.enqueue(wanted)
      await queue.enqueue(job({ client: 'ben' }))
      expect(queue.position(wanted.id)).toBe(1)
    })

    test('keeps the order of one client, whatever was asked for with it', async () => {
      const { queue } = await openBench(makeStore)
      const first = job({ client: 'ann' })
      const second = job({ client: 'ann' })
      await queue.enqueue(group(2, { jobs: [first, second] }))
      await queue.enqueue(job({ client: 'ben' }))
      const third = job({ client: 'ann' })
      await queue.enqueue(third)
      const jobs = [await take(queue), await take(queue), await take(queue), await take(queue)]
      const ofAnn = jobs.filter(({ job: { client } }) => client === 'ann')
      expect(ofAnn.map(({ jobId }) => jobId)).toEqual([first.id, second.id, third.id])
      expect(jobs[1]?.job.client).toBe('ben')
    })

    test('lets select pass over jobs, and asks it again when the order changes', async () => {
      const { queue } = await openBench(makeStore)
      const cold = job({ kind: 'cold' })
      const warm = job({ kind: 'warm' })
      const seen: string[][] = []
      const waiting = queue.reserve({
        owner: 'a',
        leaseMs: 1_000,
        signal: forever,
        select(candidates) {
          seen.push(candidates.map(({ kind }) => kind))
          return candidates.filter(({ kind }) => kind === 'warm').map(({ id }) => id)
        },
      })
      await queue.enqueue(cold)
      await settled(queue)
      expect(queue.get(cold.id)?.state).toBe('queued')
      await queue.enqueue(warm)
      expect((await waiting).map(({ jobId }) => jobId)).toEqual([warm.id])
      expect(seen.at(0)).toEqual(['cold'])
      expect(seen.at(-1)).toEqual(['cold', 'warm'])
    })

    test('shows select no more than lookAhead candidates', async () => {
      const { queue } = await openBench(makeStore)
      await queue.enqueue(group(10))
      const seen: number[] = []
      const select = (candidates: readonly { id: string }[]): readonly string[] => {
        seen.push(candidates.length)
        return candidates.map(({ id }) => id)
      }
      const options = { owner: 'a', max: 2, leaseMs: 1_000, signal: forever, select }
      expect(await queue.reserve({ ...options, lookAhead: 3 })).toHaveLength(2)
      expect(await queue.reserve(options)).toHaveLength(2)
      expect(seen).toEqual([3, 8])
    })

    test('fails only for the caller whose select fails', async () => {
      const { queue } = await openBench(makeStore)
      const wrong = queue.reserve({
        owner: 'a',
        leaseMs: 1,
        signal: forever,
        select: () => ['nobody'],
      })
      const rejected = expect(wrong).rejects.toThrow(InvalidJobError)
      const right = take(queue)
      const spec = job()
      await queue.enqueue(spec)
      await rejected
      expect((await right).jobId).toBe(spec.id)
    })

    test('refuses limits that make no sense', async () => {
      const { queue } = await openBench(makeStore)
      const options = { owner: 'a', leaseMs: 1, signal: forever }
      await expect(queue.reserve({ ...options, max: 0 })).rejects.toThrow(InvalidJobError)
      await expect(queue.reserve({ ...options, leaseMs: 0 })).rejects.toThrow(InvalidJobError)
    })
  })

  describe('priority', () => {
    test('moves a waiting job', async () => {
      const { queue } = await openBench(makeStore)
      const first = job()
      const second = job()
      await queue.enqueue(first)
      await queue.enqueue(second)
      expect(await queue.setPriority(second.id, 10)).toBe(true)
      expect(queue.position(second.id)).toBe(0)
      expect((await take(queue)).jobId).toBe(second.id)
    })

    test('of a job that ended or was never there cannot be set', async () => {
      const { queue } = await openBench(makeStore)
      const spec = job()
      await queue.enqueue(spec)
      await queue.requestCancel(spec.id)
      expect(await queue.setPriority(spec.id, 1)).toBe(false)
      expect(await queue.setPriority(job().id, 1)).toBe(false)
      await expect(queue.setPriority(spec.id, 1_000)).rejects.toThrow(InvalidJobError)
    })
  })

  describe('a move', () => {
    const line = (queue: JobQueue): readonly string[] => [...queue.waiting()].map(({ id }) => id)

    test('puts jobs in the given order before another, or behind all, and leaves the others as they are', async () => {
      const { queue } = await openBench(makeStore)
      const [a, b, c, d] = [job(), job(), job(), job()]
      for (const spec of [a, b, c, d]) await queue.enqueue(spec)
      expect(await queue.move([d.id, b.id], { before: a.id })).toBe(2)
      expect(line(queue)).toEqual([d.id, b.id, a.id, c.id])
      expect(await queue.move([d.id])).toBe(1)
      expect(line(queue)).toEqual([b.id, a.id, c.id, d.id])
      const next = job()
      await queue.enqueue(next)
      expect(line(queue).at(-1)).toBe(next.id)
    })

    test('takes the priority of where it goes, and a new priority undoes it', async () => {
      const { queue } = await openBench(makeStore)
      const [urgent, usual] = [job({ priority: 10 }), job()]
      for (const spec of [urgent, usual]) await queue.enqueue(spec)
      await queue.move([usual.id], { before: urgent.id })
      expect(queue.get(usual.id)?.priority).toBe(10)
      expect((await take(queue)).jobId).toBe(usual.id)
      await queue.setPriority(urgent.id, 0)
      expect(line(queue)).toEqual([urgent.id])
    })

    test('finds room between the same two as often as it is asked to, with clients that take turns', async () => {
      const { queue } = await openBench(makeStore)
      const [first, second] = [job({ client: 'a' }), job({ client: 'b' })]
      const rest = Array.from({ length: 100 }, () => job({ client: 'a' }))
      for (const spec of [first, second, ...rest]) await queue.enqueue(spec)
      for (const { id } of rest) await queue.move([id], { before: line(queue)[1] ?? '' })
      const newestFirst = rest.map(({ id }) => id).reverse()
      expect(line(queue)).toEqual([first.id, ...newestFirst, second.id])
    })

    test('of a job that is not in line, or before one that is not, changes nothing', async () => {
      const { queue } = await openBench(makeStore)
      const [a, b] = [job(), job()]
      for (const spec of [a, b]) await queue.enqueue(spec)
      await take(queue)
      const events = queue.lastEventId()
      expect(await queue.move([a.id], { before: b.id })).toBe(0)
      expect(await queue.move([b.id], { before: a.id })).toBe(0)
      expect(await queue.move([b.id])).toBe(0)
      expect(queue.lastEventId()).toBe(events)
    })
  })
}
