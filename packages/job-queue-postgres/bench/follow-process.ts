import { z } from 'zod'
import { placeSchema, queueAt } from './place.ts'
import { serve } from './processes.ts'

const orderSchema = placeSchema.extend({ count: z.int() })
const { count, ...place } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))

const seen: [id: string, at: number][] = []
const { promise: all, resolve } = Promise.withResolvers<void>()

await using queue = queueAt(place)
await queue.open()
queue.onFollowed((events) => {
  // The monotonic clock of the machine, which all its processes share.
  const at = Number(process.hrtime.bigint()) / 1e6
  for (const { type, jobId } of events) {
    if (type === 'accepted' && jobId !== undefined) seen.push([jobId, at])
  }
  if (seen.length >= count) resolve()
})

const before = process.cpuUsage()
await serve(async () => {
  await all
  const { user, system } = process.cpuUsage(before)
  return { seen, cpuMs: (user + system) / 1_000 }
})
