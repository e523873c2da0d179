import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ConflictError, DuplicateIdError, type JobQueue } from '../../index.ts'
import { eventsSince, everything, forever, group, job, take } from './harness.ts'
import { type ConnectStore, openDriver, openDrivers } from './shared-harness.ts'

const drain = async (queue: JobQueue, signal: AbortSignal): Promise<readonly string[]> => {
  const done: string[] = []
  while (!signal.aborted) {
    const leases = await queue
      .reserve({ owner: 'w', leaseMs: 30_000, max: 3, lookAhead: 3, signal })
      .catch(() => [])
    for (const lease of leases) {
      if ((await queue.complete(lease, { by: lease.epoch })) === 'committed') done.push(lease.jobId)
    }
  }
  return done
}

export const describeSharing = (connect: ConnectStore): void => {
  describe('what one process writes', () => {
    test('is read by the others, in the same order and with the same ids', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const start = one.queue.lastEventId()
      await one.queue.enqueue(job({ priority: 3 }), { idempotencyKey: 'k' })
      await two.queue.enqueue(group(3, { chain: true }))
      const lease = await take(two.queue)
      await two.queue.checkpoint(lease, { at: 1 })
      await two.queue.complete(lease, { ok: true })
      await one.queue.pause()
      await Promise.all([one.read(), two.read()])
      expect(everything(two.queue)).toEqual(everything(one.queue))
      expect(await eventsSince(two.queue, start)).toEqual(await eventsSince(one.queue, start))
    })

    test('is there for who comes later, as it is there for who was there', async () => {
      const place = randomUUID()
      const one = await openDriver(connect, { place })
      const two = await openDriver(connect, { place })
      for (let count = 0; count < 40; count++) await (count % 2 ? one : two).queue.enqueue(job())
      await one.read()
      const late = await openDriver(connect, { place })
      expect(everything(late.queue)).toEqual(everything(one.queue))
    })

    test('reaches those who listen, whoever they listen to', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const spec = job()
      const stopping = new AbortController()
      const heard = (async () => {
        for await (const event of two.queue.events({ signal: stopping.signal })) {
          if (event.jobId === spec.id) return event
        }
        return undefined
      })()
      await one.queue.enqueue(spec)
      expect(await heard).toMatchObject({ type: 'accepted', job: { payload: spec.payload } })
      stopping.abort()
    })

    test('wakes those who wait for jobs', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const taking = take(two.queue)
      const spec = job()
      await one.queue.enqueue(spec)
      expect((await taking).jobId).toBe(spec.id)
    })
  })

  describe('processes that write at once', () => {
    test('accept one job for one key', async () => {
      const drivers = await openDrivers(connect, 3)
      const answers = await Promise.all(
        drivers.flatMap(({ queue }) =>
          ['a', 'b', 'a', 'b'].map((idempotencyKey) => queue.enqueue(job(), { idempotencyKey })),
        ),
      )
      expect(answers.filter(({ created }) => created)).toHaveLength(2)
      expect(new Set(answers.map(({ id }) => id)).size).toBe(2)
      expect(drivers[0].queue.counts().queued).toBe(2)
    })

    test('refuse a key that another has for another request, and an id that another has', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const spec = job()
      await one.queue.enqueue(spec, { idempotencyKey: 'k', fingerprint: 'f' })
      const other = { idempotencyKey: 'k', fingerprint: 'g' }
      await expect(two.queue.enqueue(job(), other)).rejects.toThrow(ConflictError)
      await expect(two.queue.enqueue(spec)).rejects.toThrow(DuplicateIdError)
    })

    test('lose nothing, and give each job to one', async () => {
      const drivers = await openDrivers(connect, 3)
      const stopping = new AbortController()
      const workers = drivers.map(({ queue }) => drain(queue, stopping.signal))
      const specs = Array.from({ length: 60 }, () => job())
      await Promise.all(
        specs.map((spec, index) => drivers[index % drivers.length]?.queue.enqueue(spec)),
      )
      const [one] = drivers
      for await (const _ of one.queue.events({ signal: forever })) {
        if (one.queue.counts().succeeded === specs.length) break
      }
      stopping.abort()
      const done = (await Promise.all(workers)).flat()
      expect(done.toSorted()).toEqual(specs.map(({ id }) => id).toSorted())
    })

    test('never see half of a group', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const spec = group(5)
      const seen: number[] = []
      const stopping = new AbortController()
      const watching = (async () => {
        for await (const _ of two.queue.events({ signal: stopping.signal })) {
          seen.push(two.queue.list({ groupId: spec.id }).items.length)
        }
      })()
      await one.queue.enqueue(spec)
      await two.read()
      stopping.abort()
      await watching
      expect(seen.every((count) => count === 5)).toBe(true)
      expect(two.queue.getGroup(spec.id)?.jobIds).toHaveLength(5)
    })
  })

  test('a job cancelled by one is told to the one that runs it', async () => {
    const [one, two] = await openDrivers(connect, 2)
    const spec = job()
    await one.queue.enqueue(spec)
    const lease = await take(one.queue)
    expect(await two.queue.requestCancel(spec.id)).toBe('requested')
    await one.read()
    expect(await one.queue.heartbeat(lease)).toEqual({ ok: true, cancelRequested: true })
    expect(await one.queue.cancelled(lease)).toBe('committed')
  })

  test('who does not hold a lease changes nothing with it', async () => {
    const [one, two] = await openDrivers(connect, 2)
    await one.queue.enqueue(job())
    const lease = await take(one.queue)
    await two.read()
    expect(await two.queue.complete(lease, null)).toBe('fenced')
    expect(await two.queue.heartbeat(lease)).toMatchObject({ ok: false })
    expect(await one.queue.complete(lease, null)).toBe('committed')
    expect(await two.queue.complete(lease, null)).toBe('already')
  })

  test('a pause by one holds for all', async () => {
    const [one, two] = await openDrivers(connect, 2)
    await one.queue.pause()
    await two.queue.enqueue(job())
    const giveUp = new AbortController()
    const waiting = two.queue.reserve({ owner: 'w', leaseMs: 1_000, signal: giveUp.signal })
    await two.read()
    await one.queue.resume()
    expect(await waiting).toHaveLength(1)
    expect(one.queue.isPaused()).toBe(false)
  })

  test('what one tells in passing, the others hear, and it does not', async () => {
    const [one, two, three] = await openDrivers(connect, 3)
    const heard: unknown[] = []
    one.queue.onTold(() => heard.push('an echo'))
    two.queue.onTold((message) => heard.push(message))
    const all = new Promise((resolve) => three?.queue.onTold(resolve))
    const message = { job: 'j', text: 'ü 🦊 "quoted"\n' }
    one.queue.tell(message)
    expect(await all).toEqual(message)
    await expect.poll(() => heard).toEqual([message])
    one.queue.tell('x'.repeat(100_000))
  })

  describe('a claim', () => {
    test('is had by one at a time, and goes to who waits', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const mine = await one.queue.claim('gpu', { signal: forever })
      const theirs = two.queue.claim('gpu', { signal: forever })
      const other = await two.queue.claim('another', { signal: forever })
      expect(other.signal.aborted).toBe(false)
      expect(two.queue.members().map(({ name, claims }) => [name, claims])).toEqual([
        ['first', ['gpu']],
        ['second', ['another']],
      ])
      await mine.release()
      expect((await theirs).signal.aborted).toBe(false)
      await one.read()
      expect(one.queue.members().map(({ claims }) => claims)).toEqual([[], ['another', 'gpu']])
    })

    test('is given up by who closes', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const mine = await one.queue.claim('gpu', { signal: forever })
      const theirs = two.queue.claim('gpu', { signal: forever })
      await one.queue.close()
      expect(mine.signal.aborted).toBe(true)
      expect((await theirs).signal.aborted).toBe(false)
      expect(two.queue.members().map(({ name }) => name)).toEqual(['second'])
    })

    test('that nobody waits for any more is not taken', async () => {
      const [one, two] = await openDrivers(connect, 2)
      const mine = await one.queue.claim('gpu', { signal: forever })
      const giveUp = new AbortController()
      const theirs = two.queue.claim('gpu', { signal: giveUp.signal })
      giveUp.abort(new Error('enough'))
      await expect(theirs).rejects.toThrow('enough')
      await mine.release()
      await two.read()
      expect(two.queue.members().flatMap(({ claims }) => claims)).toEqual([])
    })
  })
}
