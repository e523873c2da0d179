import { describe, expect, test } from 'vitest'
import { createFileQueue, firstSegment, openFileBench } from '../../test/file-bench.ts'
import { CorruptJournalError, JournalVersionError } from '../index.ts'
import type { QueueState } from '../queue-state.ts'
import type { StoreRecord } from '../queue-store.ts'
import { Replica } from '../replica.ts'
import { isSnapshotLine } from '../store-record.ts'
import { failure, group, job, take } from '../testing/contract/harness.ts'
import { FaultFileSystem } from '../testing/fault-file-system.ts'
import { encodeLine, readLines } from './journal-line.ts'
import { readSegment, type SegmentReading } from './read-segment.ts'
import { describeRepair, repairJournal } from './repair-journal.ts'

interface Replay extends SegmentReading {
  readonly state: QueueState
}

const replaySegment = (bytes: Uint8Array): Replay => {
  const retention = {
    fullJobs: 1_000,
    leanJobs: 1_000,
    keyMs: 1_000,
    messages: { finished: 10, pendingSize: 1_000 },
  }
  const replica = new Replica({ retention, eventRetention: 1_000 })
  const take = (record: StoreRecord): void => replica.replay(record)
  return { ...readSegment(bytes, { file: firstSegment, take }), state: replica.state }
}

const summary = ({ state }: Replay): string =>
  JSON.stringify([
    [...state.jobs.values()],
    [...state.groups.values()],
    state.paused,
    state.nextSeq,
  ])

const journal = async (): Promise<Uint8Array> => {
  const { queue, fs } = await openFileBench()
  await queue.enqueue(job({ payload: 'Füchse' }), { idempotencyKey: 'k' })
  await queue.enqueue(group(2, { chain: true }))
  for (let count = 0; count < 3; count++) {
    const lease = await take(queue)
    await queue.checkpoint(lease, count)
    await (count === 1 ? queue.fail(lease, failure('permanent')) : queue.complete(lease, count))
    await queue.enqueue(job())
  }
  await queue.pause()
  return fs.read(firstSegment)
}

/** The state after each line, by the offset of the line's end. */
const prefixes = (bytes: Uint8Array): ReadonlyMap<number, string> => {
  const found = new Map<number, string>()
  for (const { end } of readLines(bytes)) {
    found.set(end, summary(replaySegment(bytes.subarray(0, end))))
  }
  return found
}

const flipped = (bytes: Uint8Array, position: number, bit: number): Uint8Array => {
  const copy = bytes.slice()
  copy[position] = (copy[position] ?? 0) ^ (1 << bit)
  return copy
}

describe('a journal', () => {
  test('cut off anywhere gives the state of its whole lines', async () => {
    const bytes = await journal()
    const states = prefixes(bytes)
    const { snapshotEnd } = replaySegment(bytes)
    for (let length = snapshotEnd; length <= bytes.length; length++) {
      const replay = replaySegment(bytes.subarray(0, length))
      expect(replay.damage?.isTornTail).toBe(states.has(length) ? undefined : true)
      expect(summary(replay)).toBe(states.get(replay.end))
    }
    for (let length = 0; length < snapshotEnd; length++) {
      expect(replaySegment(bytes.subarray(0, length)).damage?.isTornTail).toBe(false)
    }
  })

  test('with any one bit flipped never gives a wrong record', async () => {
    const bytes = await journal()
    const states = prefixes(bytes)
    const lines = [...readLines(bytes)]
    for (let position = 0; position < bytes.length; position++) {
      const replay = replaySegment(flipped(bytes, position, position % 8))
      const line = lines.find(({ end }) => end > position)
      expect(replay.damage).toMatchObject({
        offset: line?.offset,
        isTornTail: line?.end === bytes.length,
      })
      if (line?.offset !== 0) expect(summary(replay)).toBe(states.get(replay.end))
    }
  })
})

const openOn = async (
  bytes: Uint8Array,
): Promise<{ fs: FaultFileSystem; opening: Promise<void> }> => {
  const fs = new FaultFileSystem()
  fs.replace(firstSegment, bytes)
  const opening = createFileQueue({ fs }).open()
  return { fs, opening }
}

describe('opening', () => {
  test('cuts off an end that was not fully written, and says so', async () => {
    const bytes = await journal()
    const fs = new FaultFileSystem()
    fs.replace(firstSegment, Uint8Array.from([...bytes, ...Buffer.from('0123abcd {"seq":')]))
    const { queue, warnings } = await openFileBench({ fs })
    expect(warnings).toEqual([
      `Cut 16 bytes that were not fully written off the end of ${firstSegment}`,
    ])
    await queue.enqueue(job())
    const again = await openFileBench({ fs: fs.kill() })
    expect(again.warnings).toEqual([])
    expect(again.queue.counts().queued).toBe(queue.counts().queued)
  })

  test('refuses a journal that is damaged before its end, and changes nothing', async () => {
    const bytes = await journal()
    const lines = [...readLines(bytes)]
    const { offset = 0 } = lines.at(-4) ?? {}
    const damaged = flipped(bytes, offset + 20, 3)
    const { fs, opening } = await openOn(damaged)
    await expect(opening).rejects.toMatchObject({
      name: 'CorruptJournalError',
      file: firstSegment,
      offset,
    })
    expect(await fs.read(firstSegment)).toEqual(damaged)
    expect(fs.paths()).toEqual([firstSegment])
  })

  test('refuses a journal that lacks an entry', async () => {
    const bytes = await journal()
    const { offset = 0, end = 0 } = [...readLines(bytes)].at(-3) ?? {}
    const { opening } = await openOn(
      Uint8Array.from([...bytes.subarray(0, offset), ...bytes.subarray(end)]),
    )
    await expect(opening).rejects.toThrow(/number \d+ where \d+ was to come/)
  })

  test('refuses a journal with an entry of a kind it does not know', async () => {
    const bytes = await journal()
    const { state } = replaySegment(bytes)
    const entry = { seq: state.nextSeq, at: 0, changes: [{ type: 'exploded', id: 'x' }] }
    const { opening } = await openOn(Uint8Array.from([...bytes, ...encodeLine(entry)]))
    await expect(opening).rejects.toThrow(CorruptJournalError)
  })

  test('refuses a journal of a newer version', async () => {
    const { opening } = await openOn(encodeLine({ type: 'header', v: 2 }))
    await expect(opening).rejects.toThrow(JournalVersionError)
  })

  test('refuses an empty journal, which this package never leaves behind', async () => {
    const { opening } = await openOn(new Uint8Array())
    await expect(opening).rejects.toThrow(CorruptJournalError)
  })
})

describe('repairJournal', () => {
  test('leaves a sound journal and an empty directory alone', async () => {
    const fs = new FaultFileSystem()
    expect(describeRepair(await repairJournal('/queue', { fs }))).toMatch(/no journal/)
    fs.replace(firstSegment, await journal())
    expect(await repairJournal('/queue', { fs })).toMatchObject({ outcome: 'sound', jobs: 6 })
    expect(fs.paths()).toEqual([firstSegment])
  })

  test('keeps what was before the damage, and the damaged file beside it', async () => {
    const bytes = await journal()
    const lines = [...readLines(bytes)]
    const { offset = 0 } = lines.at(-4) ?? {}
    const damaged = flipped(bytes, offset + 20, 3)
    const fs = new FaultFileSystem()
    fs.replace(firstSegment, damaged)
    const report = await repairJournal('/queue', { fs })
    expect(report).toMatchObject({ outcome: 'repaired', offset, unusedLines: 3 })
    expect(describeRepair(report)).toMatch(/could not be used: 3/)
    expect(fs.paths()).toEqual([`${firstSegment}.damaged`, '/queue/journal.00000002.jsonl'])
    expect(await fs.read(`${firstSegment}.damaged`)).toEqual(damaged)
    const { queue } = await openFileBench({ fs })
    const prefix = replaySegment(bytes.subarray(0, offset))
    const found = queue.list({}, { limit: 100 }).items.map(({ id }) => id)
    expect(new Set(found)).toEqual(new Set(prefix.state.jobs.keys()))
    expect(queue.lastEventId().split('-')[0]).not.toBe(prefix.state.storeEpoch)
  })

  test.each(['jobs', 'snapshot-end'] as const)(
    'keeps the rest of a snapshot of which the %s are damaged',
    async (part) => {
      const { queue, fs } = await openFileBench({ compactAtLeastBytes: 10_000 })
      for (let count = 0; count < 100; count++) await queue.enqueue(job())
      const path = '/queue/journal.00000002.jsonl'
      await expect.poll(() => fs.paths()).toEqual([path])
      const jobs = queue.counts().queued
      await queue.close()
      const bytes = await fs.read(path)
      const snapshot = [...readLines(bytes)].flatMap(({ value, offset }) =>
        isSnapshotLine(value) && value.type === part
          ? [{ offset, count: value.type === 'jobs' ? value.jobs.length : 0 }]
          : [],
      )
      const [lost = { offset: 0, count: 0 }] = snapshot
      fs.replace(path, flipped(bytes, lost.offset + 30, 1))
      const opening = createFileQueue({ fs }).open()
      await expect(opening).rejects.toThrow(CorruptJournalError)
      const report = await repairJournal('/queue', { fs })
      expect(report).toMatchObject({ outcome: 'repaired', jobs: jobs - lost.count, unusedLines: 0 })
      const again = await openFileBench({ fs })
      expect(again.queue.counts().queued).toBe(jobs - lost.count)
      expect(again.queue.list({}, { limit: 200 }).items).toHaveLength(jobs - lost.count)
      await again.queue.enqueue(job())
    },
  )
})
