import { ManualClock } from '@darkroom/foundation/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createQueue, type JobQueue, type QueueEvent, type QueueStore } from '../../index.ts'
import { eventsSince } from '../contract/harness.ts'
import { createRotatingQueue } from '../rotating-queue.ts'
import { messagesOfModel } from './outbox-model.ts'
import { QueueModel, rules } from './queue-model.ts'
import { stepsWithCrashes, stepsWithoutCrashes } from './steps.ts'
import type { System } from './system.ts'

/** A place for a queue. */
export interface ModelPlace {
  /** Called at first, and after each crash. */
  readonly makeStore: () => QueueStore
  /** Possible faults to the stored data when the process is killed. Empty when nothing would be left. */
  readonly crashes: readonly (() => void | Promise<void>)[]
  /** Queues that work on the place at once. Default 1. */
  readonly drivers?: number
}

/** Longer than any run lasts by its clock. */
const veryLong = 1e12

const openSystem = async ({ makeStore, crashes, drivers = 1 }: ModelPlace): Promise<System> => {
  const { maxAttempts, maxStalls } = rules
  const clock = new ManualClock()
  const open = async (): Promise<JobQueue> => {
    const retryDelayMs = (): number => rules.retryDelayMs
    const queues = Array.from({ length: drivers }, (_, index) =>
      createQueue({
        store: makeStore(),
        clock,
        maxAttempts,
        maxStalls,
        retryDelayMs,
        messagesOf: messagesOfModel,
        member: { name: `driver ${index}`, leaseMs: veryLong },
        patienceMs: veryLong,
      }),
    )
    const queue = createRotatingQueue(queues)
    await queue.open()
    return queue
  }
  const system: System = {
    queue: await open(),
    clock,
    leases: [],
    ids: [],
    groupIds: [],
    async crash(at) {
      await crashes[at % crashes.length]?.()
      system.queue = await open()
    },
  }
  return system
}

const ended: readonly string[] = ['succeeded', 'failed', 'cancelled', 'dead', 'skipped']

/** Expects numbers without a gap, and exactly one terminal event for each ended job. */
const checkEvents = (model: QueueModel, events: readonly QueueEvent[]): void => {
  const [{ seq: first } = { seq: 0 }] = events
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => first + index))
  const endings = Map.groupBy(
    events.filter(({ type }) => ended.includes(type)),
    ({ jobId }) => jobId,
  )
  for (const [id, { state }] of model.jobs) {
    expect(endings.get(id)?.map(({ type }) => type) ?? []).toEqual(
      ended.includes(state) ? [state] : [],
    )
  }
}

/** Makes random calls to a queue over the store and to a model of plain data, which must always agree. */
export const testQueueModel = (
  name: string,
  makePlace: () => ModelPlace,
  { runs = 100 }: { readonly runs?: number } = {},
): void => {
  test(name, { timeout: 60_000 }, async () => {
    const steps = makePlace().crashes.length === 0 ? stepsWithoutCrashes : stepsWithCrashes
    await fc.assert(
      fc.asyncProperty(
        fc.commands([...steps], { maxCommands: 80, size: '+2' }),
        async (sequence) => {
          const real = await openSystem(makePlace())
          const model = new QueueModel()
          const start = real.queue.lastEventId()
          await fc.asyncModelRun(() => ({ model, real }), sequence)
          checkEvents(model, await eventsSince(real.queue, start))
          await real.queue.close()
        },
      ),
      { numRuns: runs },
    )
  })
}
