import { Agent, get } from 'node:http'
import { z } from 'zod'

const orderSchema = z.object({ url: z.string(), clients: z.int(), count: z.int() })
const { url, clients, count } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))

const agent = new Agent({ keepAlive: true, maxSockets: clients })

const ask = (): Promise<void> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      answer.resume()
      answer.on('end', resolve)
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`))
    }).on('error', reject)
  })

async function askAll(total: number): Promise<void> {
  let left = total
  const client = async (): Promise<void> => {
    while (left-- > 0) await ask()
  }
  await Promise.all(Array.from({ length: clients }, client))
}

// The first requests warm the compiler up and open the connections.
await askAll(500)
const started = performance.now()
await askAll(count)
process.send?.({ seconds: (performance.now() - started) / 1000 })
agent.destroy()
