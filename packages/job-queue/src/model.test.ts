import { ManualClock } from '@darkroom/foundation/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventsSince } from '../test/contract/harness.ts'
import { directory } from '../test/file-bench.ts'
import { steps, stepsWithoutRestart } from '../test/model/commands.ts'
import { QueueModel, rules } from '../test/model/queue-model.ts'
import type { System } from '../test/model/system.ts'
import { createFileDriver } from './file/file-driver.ts'
import type { JobQueue, QueueEvent } from './job-queue.ts'
import { createMemoryDriver } from './memory-driver.ts'
import { FaultFileSystem } from './testing/fault-file-system.ts'

const { maxAttempts, maxStalls } = rules
const driverRules = { maxAttempts, maxStalls, retryDelayMs: () => rules.retryDelayMs }

const memorySystem = async (): Promise<System> => {
  const clock = new ManualClock()
  const queue = createMemoryDriver({ ...driverRules, clock })
  await queue.open()
  return { queue, clock, leases: [], ids: [], groupIds: [] }
}

const tear = async (fs: FaultFileSystem): Promise<void> => {
  for (const path of fs.paths()) {
    const bytes = await fs.read(path)
    fs.replace(path, Uint8Array.from([...bytes, ...Buffer.from('00000000 {"seq":1,"cha')]))
  }
}

const fileSystem = async (): Promise<System> => {
  const clock = new ManualClock()
  let fs = new FaultFileSystem()
  const open = async (compactBytes: number): Promise<JobQueue> => {
    const compaction = { compactAtLeastBytes: compactBytes, compactAtMostBytes: compactBytes }
    const queue = createFileDriver({
      ...driverRules,
      ...compaction,
      clock,
      directory,
      fs,
      ballastBytes: 0,
      onWarning: () => undefined,
    })
    await queue.open()
    return queue
  }
  const system: System = {
    queue: await open(1_000_000),
    clock,
    leases: [],
    ids: [],
    groupIds: [],
    async restart(how) {
      fs = fs.kill()
      if (how === 'torn') await tear(fs)
      system.queue = await open(how === 'compacting' ? 1 : 1_000_000)
    },
  }
  return system
}

const ended: readonly string[] = ['succeeded', 'failed', 'cancelled', 'dead', 'skipped']

/** Numbers without a gap, and exactly one terminal event for each job that ended. */
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

const run = async (create: () => Promise<System>, commands: typeof steps): Promise<void> => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands([...commands], { maxCommands: 80, size: '+2' }),
      async (sequence) => {
        const real = await create()
        const model = new QueueModel()
        const start = real.queue.lastEventId()
        await fc.asyncModelRun(() => ({ model, real }), sequence)
        checkEvents(model, await eventsSince(real.queue, start))
        await real.queue.close()
      },
    ),
    { numRuns: 100 },
  )
}

test('the memory driver does what the model does', { timeout: 60_000 }, () =>
  run(memorySystem, stepsWithoutRestart),
)

test(
  'the file driver does what the model does, across crashes, torn ends and compactions',
  {
    timeout: 60_000,
  },
  () => run(fileSystem, steps),
)
