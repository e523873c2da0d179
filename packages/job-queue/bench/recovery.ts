import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { createFileStore, createQueue, type QueueStore } from '../src/index.ts'
import { createJob } from './accepts.ts'

const forever = new AbortController().signal
const together = 500

const storeIn = (directory: string): QueueStore =>
  createFileStore({ directory, ballastBytes: 0, onWarning: () => undefined })

/** Fills a queue with this many ended jobs, and 100 waiting ones. */
export const fillHistory = async (directory: string, jobs: number): Promise<void> => {
  await rm(directory, { recursive: true, force: true })
  await using queue = createQueue({ store: storeIn(directory) })
  await queue.open()
  for (let done = 0; done < jobs; done += together) {
    await Promise.all(Array.from({ length: together }, () => queue.enqueue(createJob())))
    const leases = await queue.reserve({
      owner: 'bench',
      max: together,
      leaseMs: 60_000,
      signal: forever,
    })
    await Promise.all(leases.map((lease) => queue.checkpoint(lease, { server: 'a', attempt: 1 })))
    await Promise.all(
      leases.map((lease) => queue.complete(lease, { files: ['20261122/153012_a1b2c3d4.png'] })),
    )
  }
  // The pauses leave time for the compaction that is due, as real use would.
  for (let count = 0; count < 100; count++) {
    await queue.enqueue(createJob())
    await setTimeout(30)
  }
}

const journalBytes = async (directory: string): Promise<number> => {
  const names = (await readdir(directory)).filter((name) => name.startsWith('journal.'))
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(directory, name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

export const measureRecovery = async (
  directory: string,
): Promise<{
  jobs: number
  openMs: number
  cpuMs: number
  rssMib: number
  journalMib: number
}> => {
  const mib = 1024 * 1024
  const cpuBefore = process.cpuUsage()
  const start = performance.now()
  await using queue = createQueue({ store: storeIn(directory) })
  await queue.open()
  const openMs = Math.round(performance.now() - start)
  const { user, system } = process.cpuUsage(cpuBefore)
  const cpuMs = Math.round((user + system) / 1_000)
  const jobs = Object.values(queue.counts()).reduce((sum, count) => sum + count, 0)
  const rssMib = Math.round(process.memoryUsage.rss() / mib)
  return {
    jobs,
    openMs,
    cpuMs,
    rssMib,
    journalMib: Math.round((await journalBytes(directory)) / mib),
  }
}
