import { z } from 'zod'
import { createJob } from './job.ts'
import { placeSchema, queueAt } from './place.ts'
import { serve } from './processes.ts'

const orderSchema = placeSchema.extend({ clients: z.int(), seconds: z.number() })
const { clients, seconds, ...place } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))

await using queue = queueAt(place)
await queue.open()
// The compiler is warm then, as it is in a process that has run for a while.
for (let round = 0; round < 20; round++) {
  await Promise.all(Array.from({ length: 25 }, () => queue.enqueue(createJob())))
}

/** Clients that each wait for their answer before they ask again. */
const accept = async (): Promise<object> => {
  const latencies: number[] = []
  const before = process.cpuUsage()
  const began = performance.now()
  const client = async (): Promise<void> => {
    for (let now = performance.now(); now < began + seconds * 1_000; ) {
      await queue.enqueue(createJob())
      const after = performance.now()
      latencies.push(after - now)
      now = after
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const { user, system } = process.cpuUsage(before)
  return { latencies, seconds: (performance.now() - began) / 1_000, cpuMs: (user + system) / 1_000 }
}

await serve(accept)
