import { ManualClock } from '@darkroom/foundation/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFileQueue, openFileBench } from '../../test/file-bench.ts'
import { createRandom } from '../../test/random.ts'
import type { GroupSpec, JobQueue, QueueEvent } from '../index.ts'
import { eventsSince, group, job, take } from '../testing/contract/harness.ts'
import type { FaultFileSystem } from '../testing/fault-file-system.ts'

interface Known {
  readonly accepted: Set<string>
  readonly succeeded: Set<string>
  readonly cancelled: Set<string>
  readonly checkpointed: Set<string>
  readonly groups: GroupSpec[]
  readonly events: QueueEvent[]
}

/** One client's calls until something fails. Only answered calls are known. */
const work = async (queue: JobQueue, known: Known): Promise<void> => {
  for (let round = 0; round < 3; round++) {
    const { id } = await queue.enqueue(job({ payload: 'x'.repeat(round * 400) }))
    known.accepted.add(id)
    const batch = group(2)
    known.groups.push(batch)
    await queue.enqueue(batch)
    known.accepted.add(batch.jobs[0]?.id ?? '')
    const lease = await take(queue)
    await queue.checkpoint(lease, { round })
    known.checkpointed.add(lease.jobId)
    if ((await queue.complete(lease, { round })) === 'committed') known.succeeded.add(lease.jobId)
    const doomed = await queue.enqueue(job())
    const answer = await queue.requestCancel(doomed.id)
    if (answer === 'cancelled') known.cancelled.add(doomed.id)
  }
}

const listen = async (queue: JobQueue, after: string, known: Known): Promise<void> => {
  const { signal } = new AbortController()
  for await (const event of queue.events({ after, signal })) known.events.push(event)
}

const check = async (queue: JobQueue, start: string, known: Known): Promise<void> => {
  for (const id of known.accepted) expect(queue.get(id)).toBeDefined()
  for (const id of known.succeeded) expect(queue.get(id)?.state).toBe('succeeded')
  for (const id of known.cancelled) expect(queue.get(id)?.state).toBe('cancelled')
  for (const id of known.checkpointed) expect(queue.get(id)?.checkpoint).toBeDefined()
  for (const { id, jobs } of known.groups) {
    const there = [queue.getGroup(id), ...jobs.map((member) => queue.get(member.id))]
    expect(new Set(there.map((found) => found !== undefined)).size).toBe(1)
  }
  const events = await eventsSince(queue, start)
  const seen = known.events.map(({ id, type, jobId }) => ({ id, type, jobId }))
  expect(events.slice(0, seen.length).map(({ id, type, jobId }) => ({ id, type, jobId }))).toEqual(
    seen,
  )
}

const compactions = [
  {},
  { compactAtLeastBytes: 1, compactAtMostBytes: 1 },
  { compactAtLeastBytes: 2_000 },
]

const crash = async (
  ending: 'killed' | 'power cut',
  { seed, at, compaction }: { seed: number; at: number; compaction: object },
): Promise<void> => {
  const random = createRandom(seed)
  const { fs } = await openFileBench().then(({ fs: disk, queue: first }) =>
    first.close().then(() => ({ fs: disk })),
  )
  let hits = 0
  let found: FaultFileSystem | undefined
  const failpoint = (): void => {
    hits++
    if (hits === at) found = ending === 'killed' ? fs.kill() : fs.cutPower(random)
  }
  fs.slowDown(() => Math.floor(random() * 4))
  const options = { clock: new ManualClock(), ...compaction }
  const queue = createFileQueue({ ...options, fs, failpoint })
  await queue.open()
  const start = queue.lastEventId()
  const known: Known = {
    accepted: new Set(),
    succeeded: new Set(),
    cancelled: new Set(),
    checkpointed: new Set(),
    groups: [],
    events: [],
  }
  const listening = listen(queue, start, known).catch(() => undefined)
  await Promise.allSettled([work(queue, known), work(queue, known), work(queue, known)])
  await queue.close().catch(() => undefined)
  await listening
  const disk = found ?? fs
  const again = createFileQueue({ ...options, fs: disk })
  await again.open()
  await check(again, start, known)
  for (const { id } of again.list({}, { limit: 1_000 }).items) known.accepted.add(id)
  const later = createFileQueue({ ...options, fs: disk.cutPower(random) })
  await later.open()
  await check(later, start, known)
  const { id } = await later.enqueue(job())
  expect(later.get(id)?.state).toBe('queued')
  await later.close()
}

/** Once found at random: the next process removed the older segment before the newer one's name was durable. */
const killedBetweenRenameAndSync: [number, number, object] = [
  1_077_692_264,
  32,
  { compactAtLeastBytes: 1, compactAtMostBytes: 1 },
]

test.each(['killed', 'power cut'] as const)(
  'everything that was answered or announced is there after the process was %s at any moment, and stays',
  { timeout: 60_000 },
  async (ending) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 1, max: 150 }),
        fc.constantFrom(...compactions),
        (seed, at, compaction) => crash(ending, { seed, at, compaction }),
      ),
      { numRuns: 100, examples: [killedBetweenRenameAndSync] },
    )
  },
)
