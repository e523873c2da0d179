import { describe, expect, test } from 'vitest'
import { createFileQueue, directory, firstSegment, openFileBench } from '../../test/file-bench.ts'
import {
  createFileStore,
  createQueue,
  JournalPoisonedError,
  QueueClosedError,
  QueueLockedError,
  StorageFullError,
} from '../index.ts'
import { isEntry } from '../store-record.ts'
import { failure, job, settled, take } from '../testing/contract/harness.ts'
import { FaultFileSystem } from '../testing/fault-file-system.ts'
import { readLines } from './journal-line.ts'

describe('a full disk', () => {
  test('refuses the call, leaves nothing of it, and serves the next when there is room', async () => {
    const { queue, fs } = await openFileBench()
    const kept = await queue.enqueue(job())
    const size = (await fs.read(firstSegment)).length
    fs.limitCapacity(fs.usedBytes + 100)
    const refused = job({ payload: 'x'.repeat(1_000) })
    await expect(queue.enqueue(refused)).rejects.toThrow(StorageFullError)
    expect((await fs.read(firstSegment)).length).toBe(size)
    expect(queue.get(refused.id)).toBeUndefined()
    fs.limitCapacity(Number.POSITIVE_INFINITY)
    await queue.enqueue(refused)
    const again = await openFileBench({ fs: fs.kill() })
    expect(again.queue.list().items.map(({ id }) => id)).toEqual([refused.id, kept.id])
    expect(again.warnings).toEqual([])
  })

  test('lets accepted jobs end in the room that was kept for it, and takes no new ones until it is back', async () => {
    const { queue, fs, clock } = await openFileBench({ ballastBytes: 4_096 })
    const { id } = await queue.enqueue(job())
    const lease = await take(queue)
    fs.limitCapacity(fs.usedBytes)
    const [refused, ended] = await Promise.allSettled([
      queue.enqueue(job()),
      queue.complete(lease, { image: 'a.png' }),
    ])
    expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'StorageFullError' } })
    expect(ended).toMatchObject({ status: 'fulfilled', value: 'committed' })
    expect(queue.get(id)?.state).toBe('succeeded')
    expect(fs.paths()).not.toContain('/queue/ballast')
    await expect(queue.enqueue(job())).rejects.toThrow(StorageFullError)
    fs.limitCapacity(Number.POSITIVE_INFINITY)
    await expect(queue.enqueue(job())).rejects.toThrow(StorageFullError)
    clock.advance(1_000)
    expect(await queue.enqueue(job())).toMatchObject({ created: true })
    expect(fs.paths()).toContain('/queue/ballast')
  })

  test('keeps a consumer waiting for a lease that fits after all', async () => {
    const { queue, fs } = await openFileBench({ ballastBytes: 4_096 })
    const { id } = await queue.enqueue(job())
    fs.limitCapacity(fs.usedBytes + 10)
    expect((await take(queue)).jobId).toBe(id)
  })

  test('keeps a consumer waiting, without haste, until there is room', async () => {
    const writes: string[] = []
    const failpoint = (name: string): void => {
      if (name === 'journal.before-write') writes.push(name)
    }
    const { queue, fs, clock } = await openFileBench({ failpoint })
    const { id } = await queue.enqueue(job())
    fs.limitCapacity(fs.usedBytes + 10)
    const taking = take(queue)
    await expect(queue.requestCancel(job().id)).resolves.toBe('unknown')
    await expect.poll(() => writes.length).toBe(3)
    clock.advance(1_000)
    await expect.poll(() => writes.length).toBe(4)
    fs.limitCapacity(Number.POSITIVE_INFINITY)
    clock.advance(1_000)
    expect(await taking).toMatchObject({ jobId: id, epoch: 1 })
    expect(writes).toHaveLength(5)
  })

  test('does not keep a queue from opening, even with a lease to be recorded as lost', async () => {
    const crashed = await openFileBench()
    const { id } = await crashed.queue.enqueue(job())
    const lease = await take(crashed.queue)
    const disk = crashed.fs.kill()
    disk.limitCapacity(disk.usedBytes + 10)
    const { queue, fs, clock } = await openFileBench({ fs: disk })
    expect(queue.get(id)?.state).toBe('leased')
    expect(await queue.complete(lease, null)).toBe('fenced')
    fs.limitCapacity(Number.POSITIVE_INFINITY)
    clock.advance(100)
    expect(await take(queue)).toMatchObject({ jobId: id, job: { stalls: 1 } })
  })

  test('says so when not even the first journal fits', async () => {
    const fs = new FaultFileSystem()
    fs.limitCapacity(10)
    const queue = createFileQueue({ fs })
    await expect(queue.open()).rejects.toThrow(StorageFullError)
    fs.limitCapacity(Number.POSITIVE_INFINITY)
    const later = createFileQueue({ fs })
    await later.open()
    await later.close()
  })

  test('does not keep a closing queue from closing', async () => {
    const { queue, fs } = await openFileBench()
    await queue.enqueue(job())
    fs.limitCapacity(fs.usedBytes + 10)
    const taking = expect(take(queue)).rejects.toThrow(QueueClosedError)
    await queue.close()
    await taking
  })

  test('records a lease that expired once there is room, and tries without haste', async () => {
    let writes = 0
    const failpoint = (name: string): void => {
      if (name === 'journal.before-write') writes++
    }
    const { queue, fs, clock } = await openFileBench({ failpoint })
    const { id } = await queue.enqueue(job())
    await take(queue, { leaseMs: 1_000 })
    fs.limitCapacity(fs.usedBytes)
    clock.advance(1_000)
    await expect(queue.enqueue(job())).rejects.toThrow(StorageFullError)
    await expect(queue.enqueue(job())).rejects.toThrow(StorageFullError)
    expect(queue.get(id)?.state).toBe('leased')
    expect(writes).toBe(4)
    fs.limitCapacity(Number.POSITIVE_INFINITY)
    clock.advance(1_000)
    await settled(queue)
    expect(queue.get(id)).toMatchObject({ state: 'queued', stalls: 1 })
  })

  test('does not harm the journal when it happens to a snapshot', async () => {
    const disk = new FaultFileSystem()
    const failpoint = (name: string): void => {
      if (name === 'snapshot.mid' && disk.paths().length > 1) disk.limitCapacity(disk.usedBytes)
    }
    const bench = { fs: disk, failpoint, compactAtLeastBytes: 1, compactAtMostBytes: 1 }
    const { queue, fs, warnings } = await openFileBench(bench)
    const { id } = await queue.enqueue(job())
    await expect.poll(() => warnings.length).toBe(1)
    expect(warnings[0]).toMatch(/Compacting .* ENOSPC/)
    expect(fs.paths()).toEqual([firstSegment])
    fs.limitCapacity(Number.POSITIVE_INFINITY)
    const again = await openFileBench({ fs: fs.kill() })
    expect(again.queue.get(id)?.state).toBe('queued')
  })
})

test('short writes are gone on with', async () => {
  const { queue, fs } = await openFileBench()
  fs.limitWrites(7)
  const { id } = await queue.enqueue(job())
  const again = await openFileBench({ fs: fs.kill() })
  expect(again.queue.get(id)?.state).toBe('queued')
})

describe('a sync that fails', () => {
  test('poisons the queue: that call and all later ones are refused, and none is retried', async () => {
    const { queue, fs } = await openFileBench()
    const { id } = await queue.enqueue(job())
    const lease = await take(queue)
    fs.failSync(1)
    await expect(queue.complete(lease, null)).rejects.toThrow(JournalPoisonedError)
    fs.failSync(Number.POSITIVE_INFINITY)
    await expect(queue.complete(lease, null)).rejects.toThrow(JournalPoisonedError)
    await expect(queue.enqueue(job())).rejects.toThrow(JournalPoisonedError)
    await expect(take(queue)).rejects.toThrow(JournalPoisonedError)
    expect(await queue.heartbeat(lease)).toMatchObject({ ok: false })
    expect(queue.get(id)?.state).toBe('leased')
  })

  test('tells those who wait: for jobs, for events, for an answer', async () => {
    const { queue, fs } = await openFileBench()
    const waiting = expect(take(queue)).rejects.toThrow(JournalPoisonedError)
    const stream = queue.events({ signal: new AbortController().signal })[Symbol.asyncIterator]()
    const next = expect(stream.next()).rejects.toThrow(JournalPoisonedError)
    fs.failSync(1)
    const answers = await Promise.allSettled([queue.enqueue(job()), queue.enqueue(job())])
    for (const answer of answers) {
      expect(answer).toMatchObject({ reason: { name: 'JournalPoisonedError' } })
    }
    await waiting
    await next
  })

  test('in a snapshot leaves the journal as it is', async () => {
    const { queue, fs, warnings } = await openFileBench({ compactAtLeastBytes: 500 })
    fs.failSync(2)
    await queue.enqueue(job({ payload: 'x'.repeat(600) }))
    await expect.poll(() => warnings.length).toBe(1)
    fs.failSync(Number.POSITIVE_INFINITY)
    await queue.enqueue(job())
    const again = await openFileBench({ fs: fs.kill() })
    expect(again.queue.counts().queued).toBe(2)
  })

  test('of the directory, once the new segment may be seen, stops everything', async () => {
    const fs = await openFileBench().then(({ fs: disk, queue }) => queue.close().then(() => disk))
    const failpoint = (name: string): void => {
      if (name === 'snapshot.after-rename') fs.failSync(1)
    }
    const { queue, warnings } = await openFileBench({
      fs,
      failpoint,
      compactAtLeastBytes: 1,
      compactAtMostBytes: 1,
    })
    const { id } = await queue.enqueue(job())
    await expect.poll(() => warnings.length).toBe(1)
    fs.failSync(Number.POSITIVE_INFINITY)
    await expect(queue.enqueue(job())).rejects.toThrow(JournalPoisonedError)
    const again = await openFileBench({ fs: fs.kill() })
    expect(again.queue.list().items.map((record) => record.id)).toEqual([id])
  })
})

test('a job fails in the end although its first failure could not be written', async () => {
  const { queue, fs } = await openFileBench()
  const { id } = await queue.enqueue(job())
  const lease = await take(queue)
  fs.limitCapacity(fs.usedBytes)
  await expect(queue.fail(lease, failure('permanent'))).rejects.toThrow(StorageFullError)
  fs.limitCapacity(Number.POSITIVE_INFINITY)
  expect(await queue.fail(lease, failure('permanent'))).toBe('committed')
  expect(queue.get(id)?.state).toBe('failed')
})

test('a second queue is refused while the first has the directory, and not after', async () => {
  const { queue, fs } = await openFileBench()
  const second = createFileQueue({ fs })
  await expect(second.open()).rejects.toThrow(QueueLockedError)
  await queue.close()
  const third = createFileQueue({ fs })
  await third.open()
  await third.close()
})

test('a store that was closed is not opened again, and leaves the directory to others', async () => {
  const fs = new FaultFileSystem()
  const store = createFileStore({ directory, fs, ballastBytes: 0 })
  const first = createQueue({ store })
  await first.open()
  await first.close()
  await expect(createQueue({ store }).open()).rejects.toThrow(QueueClosedError)
  const other = createFileQueue({ fs })
  await other.open()
  await other.close()
})

test('large payloads that come at once are written in several entries', async () => {
  const never = { compactAtLeastBytes: 1e9, compactAtMostBytes: 1e9 }
  const { queue, fs } = await openFileBench(never)
  const specs = Array.from({ length: 10 }, () => job({ payload: 'x'.repeat(1_000_000) }))
  await Promise.all(specs.map((spec) => queue.enqueue(spec)))
  const lines = [...readLines(await fs.read(firstSegment))].filter(({ value }) => isEntry(value))
  expect(lines.length).toBe(3)
  const again = await openFileBench({ fs: fs.kill() })
  expect(again.queue.counts().queued).toBe(10)
})

test('a file system that promises less than it should is warned about', async () => {
  const weak = new FaultFileSystem()
  weak.weaken('NFS')
  const { warnings } = await openFileBench({ fs: weak })
  expect(warnings).toEqual(['/queue is on NFS: jobs may not survive'])
})

test('room that cannot be kept at the start only refuses new jobs', async () => {
  const full = await openFileBench().then(({ fs, queue }) => queue.close().then(() => fs))
  full.limitCapacity(full.usedBytes + 2_000)
  const { queue, fs, clock } = await openFileBench({ fs: full, ballastBytes: 4_096 })
  await expect(queue.enqueue(job())).rejects.toThrow(StorageFullError)
  fs.limitCapacity(Number.POSITIVE_INFINITY)
  clock.advance(1_000)
  expect(await queue.enqueue(job())).toMatchObject({ created: true })
})
