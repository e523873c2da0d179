import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { z } from 'zod'
import { body } from '../body.ts'

const orderSchema = z.object({ port: z.int(), clients: z.int(), count: z.int() })
const { port, clients, count } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))
const connection = new Redis({ host: '127.0.0.1', port, maxRetriesPerRequest: null })
const queue = new Queue('bench', { connection })

async function addAll(total: number): Promise<void> {
  let left = total
  const client = async (): Promise<void> => {
    while (left-- > 0) await queue.add('job', body)
  }
  await Promise.all(Array.from({ length: clients }, client))
}

await addAll(500)
const started = performance.now()
await addAll(count)
process.send?.({ seconds: (performance.now() - started) / 1000 })
await queue.close()
connection.disconnect()
