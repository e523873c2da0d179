import { setImmediate as turn } from 'node:timers/promises'
import { pause } from '@darkroom/foundation'
import { toNumber } from '../python/value.ts'
import type { History } from './history.ts'
import { JobRun, type JobWorld } from './job-run.ts'
import type { PromptQueue, QueueItem } from './prompt-queue.ts'

export interface WorkerWorld extends JobWorld {
  readonly queue: PromptQueue
  readonly history: History
  /** Whether `/free` was called; read after each job. */
  readonly takeFreeRequest: () => boolean
}

const noteOf = (item: QueueItem): { promptId: string; number: number } => ({
  promptId: item.promptId,
  number: toNumber(item.number) ?? 0,
})

const runOne = async (item: QueueItem, world: WorkerWorld): Promise<void> => {
  const { machine, signal, hub, queue, history } = world
  machine.oracle.note('start', noteOf(item))
  const run = new JobRun(item, world)
  const outcome = await run.run()
  machine.oracle.note(outcome, { ...noteOf(item), files: run.files })
  const late = machine.faults.take('history-delay')
  if (late !== undefined) await pause(late.ms, signal)
  if (machine.faults.take('history-lost') === undefined) history.add(run.toHistory())
  queue.finish()
  if (run.clientId !== undefined) {
    hub.send('executing', { node: null, prompt_id: item.promptId }, run.clientId)
  }
  if (world.takeFreeRequest()) world.cache.clear()
}

/** Runs the only worker of the server. An error that a job throws outside of its nodes ends it for good. */
export const runWorker = async (world: WorkerWorld): Promise<void> => {
  const { queue, signal, machine } = world
  try {
    for (;;) {
      await turn()
      const item = await queue.take(signal)
      if (item === undefined) return
      await runOne(item, world)
    }
  } catch (error) {
    if (signal.aborted) return
    // A real server prints a traceback and goes on answering HTTP; here only the oracle shows the death.
    const running = queue.running === undefined ? {} : noteOf(queue.running)
    machine.oracle.note('worker-died', { ...running, reason: String(error) })
  }
}
