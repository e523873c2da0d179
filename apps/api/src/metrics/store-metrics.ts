import type { JobQueue } from '@darkroom/job-queue'
import { Gauge, type Registry } from 'prom-client'
import { ofProcess, ofQueue } from './scopes.ts'

/** Where the queue is kept, and who shares it. */
export function storeMetrics(
  registry: Registry,
  queue: Pick<JobQueue, 'members' | 'storeProblem'>,
) {
  const registers = [registry]
  const members = new Gauge({
    name: 'darkroom_queue_members',
    help: `Processes that work on the queue; 1 where it is kept in files. ${ofQueue}`,
    registers,
  })
  const reachable = new Gauge({
    name: 'darkroom_queue_store_reachable',
    help: `1 while the queue's store can be reached. ${ofProcess}`,
    registers,
  })
  return {
    read(): void {
      members.set(Math.max(1, queue.members().length))
      reachable.set(queue.storeProblem() === undefined ? 1 : 0)
    },
  }
}
