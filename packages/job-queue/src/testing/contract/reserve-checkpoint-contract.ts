import { describe, expect, test } from 'vitest'
import { eventsSince, forever, job, type MakeStore, openBench, take } from './harness.ts'

export const describeReserveCheckpoint = (makeStore: MakeStore): void => {
  describe('a checkpoint written with a lease', () => {
    test('writes a checkpoint with the lease, for those jobs that get one', async () => {
      const { queue } = await openBench(makeStore)
      const [first, second] = [job(), job()]
      for (const spec of [first, second]) await queue.enqueue(spec)
      const after = queue.lastEventId()
      const leases = await queue.reserve({
        owner: 'a',
        max: 2,
        leaseMs: 1_000,
        signal: forever,
        checkpoint: ({ id }) => (id === first.id ? { server: 'gpu-1' } : undefined),
      })
      const told = await eventsSince(queue, after)
      expect(told.filter(({ jobId }) => jobId === first.id).at(-1)).toMatchObject({
        job: { state: 'leased', checkpoint: { server: 'gpu-1' } },
      })
      const checkpoints = new Map(leases.map((lease) => [lease.jobId, lease.job.checkpoint]))
      expect(checkpoints.get(first.id)).toEqual({ server: 'gpu-1' })
      expect(checkpoints.get(second.id)).toBeUndefined()
    })

    test('a checkpoint that was written with a lease outlives its holder', async () => {
      const bench = await openBench(makeStore)
      const spec = job()
      await bench.queue.enqueue(spec)
      const [lease] = await bench.queue.reserve({
        owner: 'a',
        leaseMs: 1_000,
        signal: forever,
        checkpoint: () => ['gpu-1'],
      })
      if (lease === undefined) throw new Error('reserve resolved without a lease')
      await bench.queue.release(lease, { reason: 'test' })
      expect((await take(bench.queue)).job.checkpoint).toEqual(['gpu-1'])
    })

    test('a checkpoint that cannot be made fails who reserves, and the job waits on', async () => {
      const { queue } = await openBench(makeStore)
      await queue.enqueue(job())
      const refuse = (): never => {
        throw new Error('no checkpoint')
      }
      const options = { owner: 'a', leaseMs: 1_000, signal: forever }
      await expect(queue.reserve({ ...options, checkpoint: refuse })).rejects.toThrow(
        'no checkpoint',
      )
      expect(await queue.reserve(options)).toHaveLength(1)
    })
  })
}
