import type { ManualClock } from '@darkroom/foundation/testing'
import { expect } from 'vitest'
import type { JobQueue, JobRecord, LeaseRef } from '../../index.ts'
import { settled } from '../contract/harness.ts'
import type { ModelJob, QueueModel } from './queue-model.ts'

/** The real queue under test. */
export interface System {
  queue: JobQueue
  readonly clock: ManualClock
  /** Every lease ever given, so that stale ones are tried too. */
  readonly leases: LeaseRef[]
  /** Every accepted id, removed ones included. */
  readonly ids: string[]
  readonly groupIds: string[]
  /** Kills the process, applies one possible fault to the stored data, and opens the queue again. */
  readonly crash: (at: number) => Promise<void>
}

const seen = (system: System, model: QueueModel): readonly unknown[] =>
  [...model.jobs.keys()].map((id) => {
    const { state, priority, stalls, checkpoint, result } = system.queue.get(id) ?? {}
    return { id, state, priority, stalls, checkpoint, result }
  })

const expected = (model: QueueModel): readonly unknown[] =>
  [...model.jobs].map(([id, { state, priority, stalls, checkpoint, result }]) => ({
    id,
    state,
    priority,
    stalls,
    checkpoint,
    result,
  }))

/** What is told of the groups of what waits is what all that waits tells. */
const compareGroups = (queue: JobQueue, waiting: readonly ModelJob[]): void => {
  const records = [...queue.waiting()]
  expect(records).toHaveLength(waiting.length)
  const isHead = ({ groupId }: JobRecord, index: number): boolean =>
    groupId === undefined || records.findIndex((one) => one.groupId === groupId) === index
  expect([...queue.waitingHeads()]).toEqual(records.filter(isHead))
  const inGroups = waiting.filter(({ groupId }) => groupId !== undefined)
  const counts = Map.groupBy(inGroups, ({ groupId }) => groupId)
  expect(new Map(queue.waitingGroups())).toEqual(
    new Map([...counts].map(([groupId, jobs]) => [groupId, jobs.length])),
  )
}

/** What waits by client and priority, and the oldest of each priority in line. */
const compareShares = (queue: JobQueue, model: QueueModel, waiting: readonly ModelJob[]): void => {
  const shares = Map.groupBy(waiting, ({ client, priority }) => `${client} ${priority}`)
  expect(
    new Map(
      queue.waitingShares().map(({ client, priority, jobs }) => [`${client} ${priority}`, jobs]),
    ),
  ).toEqual(new Map([...shares].map(([share, jobs]) => [share, jobs.length])))
  const line = model.queued().flatMap((id) => {
    const job = model.jobs.get(id)
    return job === undefined ? [] : [{ id, ...job }]
  })
  const oldest = Map.groupBy(line, ({ priority }) => priority)
    .values()
    .map((jobs) => jobs.toSorted((one, other) => one.order - other.order)[0]?.id)
  expect(new Set(queue.oldestInLine().map(({ id }) => id))).toEqual(new Set(oldest))
}

/** Expects model and queue to agree on everything that can be read. */
export const compare = async (model: QueueModel, system: System): Promise<void> => {
  const { queue } = system
  await settled(queue)
  expect(seen(system, model)).toEqual(expected(model))
  const line = model.queued()
  expect([...queue.waiting()].slice(0, line.length).map(({ id }) => id)).toEqual(line)
  for (const id of model.jobs.keys()) {
    const place = line.indexOf(id)
    expect(queue.position(id)).toBe(place === -1 ? undefined : place)
  }
  const total = Object.values(queue.counts()).reduce((sum, count) => sum + count, 0)
  expect(total).toBe(model.jobs.size)
  const waiting = [...model.jobs.values()].filter(({ state }) =>
    ['queued', 'delayed', 'blocked'].includes(state),
  )
  expect(queue.load().jobs).toBe(waiting.length)
  compareGroups(queue, waiting)
  compareShares(queue, model, waiting)
  expect(queue.settings()).toEqual(model.settings)
  const messages = queue.outbox.list({}, { limit: 1_000 }).items
  expect(messages).toHaveLength(model.outbox.messages.size)
  for (const { about = '', topic, state, tries } of messages) {
    expect({ topic, state, tries }).toEqual(model.outbox.messages.get(about))
  }
  expect(queue.isPaused()).toBe(model.paused)
  const newestFirst = [...model.jobs].sort(([, left], [, right]) => right.order - left.order)
  expect(queue.list({}, { limit: 1_000 }).items.map(({ id }) => id)).toEqual(
    newestFirst.map(([id]) => id),
  )
}
