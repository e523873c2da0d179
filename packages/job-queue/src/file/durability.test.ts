import { describe, expect, test } from 'vitest'
import { openFileBench } from '../../test/file-bench.ts'
import { EventGapError, type QueueEvent } from '../index.ts'
import {
  eventsSince,
  everything,
  fill,
  forever,
  group,
  job,
  settled,
  take,
} from '../testing/contract/harness.ts'

/** The event without its payload: that of a removed job is not kept. */
const withoutPayload = ({ job: record, ...event }: QueueEvent): unknown => ({
  ...event,
  job: record && { ...record, payload: null, lean: false },
})

describe.each([
  ['with the journal alone', {}],
  ['with a snapshot after every entry', { compactAtLeastBytes: 1, compactAtMostBytes: 1 }],
])('a queue that is opened again %s', (_name, compaction) => {
  test('is just as it was', async () => {
    const { queue, fs, clock } = await openFileBench(compaction)
    const start = queue.lastEventId()
    await fill(queue)
    const before = everything(queue)
    const events = await eventsSince(queue, start)
    const again = await openFileBench({ fs: fs.kill(), clock, ...compaction })
    expect(everything(again.queue)).toEqual(before)
    expect((await eventsSince(again.queue, start)).map(withoutPayload)).toEqual(
      events.map(withoutPayload),
    )
    expect(
      await again.queue.enqueue(job(), { idempotencyKey: 'one', fingerprint: 'f' }),
    ).toMatchObject({ created: false })
    expect(await again.queue.enqueue(group(1), { idempotencyKey: 'chain' })).toMatchObject({
      created: false,
    })
    expect(await again.queue.enqueue(job(), { idempotencyKey: 'removed' })).toMatchObject({
      created: false,
    })
  })

  test('goes on where it was: order, numbers, epochs', async () => {
    const { queue, fs, clock } = await openFileBench(compaction)
    const first = await queue.enqueue(job())
    const second = await queue.enqueue(job({ priority: 1 }))
    const lease = await take(queue)
    const last = queue.lastEventId()
    const again = await openFileBench({ fs: fs.kill(), clock, ...compaction })
    const [lost] = await eventsSince(again.queue, last)
    expect(lost).toMatchObject({ type: 'released', reason: 'process-lost', jobId: second.id })
    const fresh = await take(again.queue)
    expect(fresh).toMatchObject({ jobId: second.id, job: { stalls: 1, attempt: 1 } })
    expect(fresh.epoch).toBeGreaterThan(lease.epoch)
    expect(await again.queue.complete(lease, 'stale')).toBe('fenced')
    expect((await take(again.queue)).jobId).toBe(first.id)
  })

  test('waits no longer than was asked, wherever the wall clock went', async () => {
    const { queue, fs, clock } = await openFileBench(compaction)
    const { id } = await queue.enqueue(job())
    await queue.release(await take(queue), { reason: 'later', delayMs: 5_000 })
    clock.jumpWall(-3_600_000)
    const back = await openFileBench({ fs: fs.kill(), clock, ...compaction })
    clock.advance(4_999)
    await settled(back.queue)
    expect(back.queue.get(id)?.state).toBe('delayed')
    clock.advance(1)
    await settled(back.queue)
    expect(back.queue.get(id)?.state).toBe('queued')
  })
})

test('a job that was leased at three crashes is dead', async () => {
  let bench = await openFileBench()
  const { id } = await bench.queue.enqueue(job())
  for (let crash = 0; crash < 3; crash++) {
    expect((await take(bench.queue)).job.stalls).toBe(crash)
    bench = await openFileBench({ fs: bench.fs.kill() })
  }
  expect(bench.queue.get(id)).toMatchObject({ state: 'dead', stalls: 3 })
})

test('closing costs a leased job nothing', async () => {
  const { queue, fs } = await openFileBench()
  const { id } = await queue.enqueue(job())
  await take(queue)
  await queue.close()
  const again = await openFileBench({ fs })
  expect(again.queue.get(id)).toMatchObject({ state: 'queued', stalls: 0, attempt: 0 })
})

test('a job to be cancelled is cancelled when its holder is lost with the process', async () => {
  const { queue, fs } = await openFileBench()
  const { id } = await queue.enqueue(job())
  const lease = await take(queue)
  await queue.checkpoint(lease, { server: 'a' })
  await queue.requestCancel(id)
  const again = await openFileBench({ fs: fs.kill() })
  expect(again.queue.get(id)).toMatchObject({ state: 'cancelled', checkpoint: { server: 'a' } })
})

test('events beyond the retention are a gap after a restart too', async () => {
  const options = { eventRetention: 3, compactAtLeastBytes: 1, compactAtMostBytes: 1 }
  const { queue, fs } = await openFileBench(options)
  const start = queue.lastEventId()
  for (let count = 0; count < 8; count++) await queue.enqueue(job())
  const last = queue.lastEventId()
  const again = await openFileBench({ fs: fs.kill(), ...options })
  expect(again.queue.lastEventId()).toBe(last)
  expect(() => again.queue.events({ after: start, signal: forever })).toThrow(EventGapError)
})

test('an event of a forgotten job is still there after a restart, without its payload', async () => {
  const compaction = { compactAtLeastBytes: 1, compactAtMostBytes: 1 }
  const { queue, fs } = await openFileBench({ fullJobs: 0, leanJobs: 0, ...compaction })
  const start = queue.lastEventId()
  const { id } = await queue.enqueue(job())
  await queue.complete(await take(queue), 'done')
  await queue.enqueue(job())
  await queue.close()
  const again = await openFileBench({ fs, fullJobs: 0, leanJobs: 0, ...compaction })
  expect(again.queue.get(id)).toBeUndefined()
  const events = await eventsSince(again.queue, start)
  expect(events.map(({ type }) => type)).toEqual(['accepted', 'leased', 'succeeded', 'accepted'])
})
