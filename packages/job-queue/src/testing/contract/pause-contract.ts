import { describe, expect, test } from 'vitest'
import { forever, group, isRunnable, job, type MakeStore, openBench, take } from './harness.ts'

export const describePause = (makeStore: MakeStore): void => {
  describe('pause', () => {
    test('hands out nothing until resume, and lets running jobs go on', async () => {
      const { queue } = await openBench(makeStore)
      await queue.enqueue(job())
      const lease = await take(queue)
      await queue.pause()
      expect(queue.isPaused()).toBe(true)
      await queue.enqueue(job())
      expect(await isRunnable(queue)).toBe(false)
      expect(await queue.complete(lease, null)).toBe('committed')
      await queue.resume()
      expect(queue.isPaused()).toBe(false)
      expect(await isRunnable(queue)).toBe(true)
    })

    test('is written once, however often it is asked for', async () => {
      const { queue } = await openBench(makeStore)
      await queue.pause()
      const after = queue.lastEventId()
      await queue.pause()
      expect(queue.lastEventId()).toBe(after)
    })
  })

  describe('pausing a group', () => {
    test('hands out none of its jobs, and those of others', async () => {
      const { queue } = await openBench(makeStore)
      const spec = group(2)
      const other = job()
      await queue.enqueue(spec)
      await queue.enqueue(other)
      expect(await queue.pauseGroup(spec.id)).toBe(true)
      expect(queue.getGroup(spec.id)?.paused).toBe(true)
      expect(queue.position(spec.jobs[0]?.id ?? '')).toBeUndefined()
      expect(queue.position(other.id)).toBe(0)
      expect((await take(queue)).jobId).toBe(other.id)
      expect(await isRunnable(queue)).toBe(false)
    })

    test('lets what runs go on, and keeps the place of what waits', async () => {
      const { queue } = await openBench(makeStore)
      const spec = group(2)
      await queue.enqueue(spec)
      await queue.enqueue(job())
      const lease = await take(queue)
      await queue.pauseGroup(spec.id)
      expect(await queue.complete(lease, null)).toBe('committed')
      await queue.resumeGroup(spec.id)
      expect(queue.getGroup(spec.id)?.paused).toBe(false)
      expect((await take(queue)).jobId).toBe(spec.jobs[1]?.id)
    })

    test('holds what is given back, and what becomes unblocked', async () => {
      const { queue } = await openBench(makeStore)
      const chain = group(2, { chain: true })
      const plain = group(1)
      await queue.enqueue(chain)
      await queue.enqueue(plain)
      const first = await take(queue)
      const second = await take(queue)
      await queue.pauseGroup(chain.id)
      await queue.pauseGroup(plain.id)
      await queue.complete(first, null)
      await queue.release(second, { reason: 'server-down' })
      expect(queue.get(chain.jobs[1]?.id ?? '')?.state).toBe('queued')
      expect(await isRunnable(queue)).toBe(false)
      await queue.resumeGroup(plain.id)
      expect((await take(queue)).jobId).toBe(second.jobId)
    })

    test('is written once, told as an event of the group, and false for a group that is not known', async () => {
      const { queue } = await openBench(makeStore)
      const spec = group(1)
      await queue.enqueue(spec)
      const before = queue.lastEventId()
      await queue.pauseGroup(spec.id)
      const after = queue.lastEventId()
      await queue.pauseGroup(spec.id)
      expect(queue.lastEventId()).toBe(after)
      for await (const event of queue.events({ after: before, signal: forever })) {
        expect(event).toMatchObject({ type: 'paused', groupId: spec.id })
        break
      }
      expect(await queue.pauseGroup(crypto.randomUUID())).toBe(false)
    })
  })
}
