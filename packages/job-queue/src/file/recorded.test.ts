import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openFileBench } from '../../test/file-bench.ts'
import { eventsSince, job } from '../testing/contract/harness.ts'
import { FaultFileSystem } from '../testing/fault-file-system.ts'

const name = 'journal.00000002.jsonl'
const recorded = new URL(`../../test/recorded/${name}`, import.meta.url)

const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** States by the last digits of the id, oldest first. 13 was leased, with a cancel requested, when recorded. */
const states = {
  1: 'succeeded',
  3: 'failed',
  4: 'skipped',
  5: 'skipped',
  6: 'cancelled',
  8: 'delayed',
  10: 'queued',
  11: 'queued',
  12: 'queued',
  13: 'cancelled',
  14: 'dead',
  16: 'cancelled',
  17: 'cancelled',
}

const beforeTheCrash =
  'accepted accepted accepted accepted accepted leased checkpointed succeeded leased failed skipped skipped accepted ' +
  'cancelled accepted cancelled removed accepted leased released accepted accepted accepted paused accepted accepted ' +
  'priority-changed leased cancel-requested accepted leased dead accepted accepted accepted cancel-requested cancelled ' +
  'cancelled paused'

test('a journal that the first version wrote is read as it was meant', async () => {
  const fs = new FaultFileSystem()
  fs.replace(`/queue/${name}`, await readFile(recorded))
  const { queue, warnings } = await openFileBench({ fs, fullJobs: 2 })
  expect(warnings).toEqual([])
  const jobs = queue.list({}, { limit: 100 }).items.toReversed()
  expect(jobs.map(({ id, state }) => [id, state])).toEqual(
    Object.entries(states).map(([number, state]) => [idOf(Number(number)), state]),
  )
  expect(queue.get(idOf(1))).toEqual({
    id: idOf(1),
    kind: 'image',
    payload: null,
    state: 'succeeded',
    priority: 9,
    client: 'ann',
    attempt: 1,
    stalls: 0,
    cancelRequested: false,
    result: { image: 'a.png' },
    createdAt: 1_795_651_203_000,
    startedAt: 1_795_651_205_000,
    finishedAt: 1_795_651_207_000,
    lean: true,
  })
  expect(queue.get(idOf(8))).toMatchObject({
    stalls: 1,
    payload: { prompt: 'a fox' },
    availableAt: 1_795_651_222_000,
  })
  expect(queue.get(idOf(14))).toMatchObject({ error: { code: 'boom', details: { node: 3 } } })
  expect(queue.getGroup(idOf(9))).toMatchObject({ paused: true, jobIds: [idOf(10), idOf(11)] })
  expect(queue.getGroup(idOf(15))?.cancelRequested).toBe(true)
  expect(queue.isPaused()).toBe(true)
  expect([10, 12].map((number) => queue.position(idOf(number)))).toEqual([undefined, 0])
  const key = { idempotencyKey: 'one', fingerprint: 'f' }
  const receipt = { seed: 7 }
  expect(queue.findAccepted(key)).toEqual({ id: idOf(1), created: false, receipt })
  const removed = await queue.enqueue(job(), { idempotencyKey: 'removed' })
  expect(removed).toEqual({ id: idOf(7), created: false })
  const events = await eventsSince(queue, '01de76fc5168-0')
  expect(events.map(({ type }) => type).join(' ')).toBe(`${beforeTheCrash} cancelled`)
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
})
