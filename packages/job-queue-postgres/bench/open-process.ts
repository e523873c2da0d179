import { placeSchema, queueAt } from './place.ts'
import { serve } from './processes.ts'

const place = placeSchema.parse(JSON.parse(process.argv[2] ?? ''))

await serve(async () => {
  const before = process.cpuUsage()
  const began = performance.now()
  await using queue = queueAt(place)
  await queue.open()
  const openMs = Math.round(performance.now() - began)
  const { user, system } = process.cpuUsage(before)
  return {
    jobs: Object.values(queue.counts()).reduce((total, count) => total + count, 0),
    openMs,
    cpuMs: Math.round((user + system) / 1_000),
    rssMib: Math.round(process.memoryUsage.rss() / 2 ** 20),
  }
})
