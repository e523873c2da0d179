import { Agent, request } from 'node:http'
import { z } from 'zod'
import { body } from './body.ts'

const orderSchema = z.object({ url: z.string(), clients: z.int(), count: z.int() })
const { url, clients, count } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))

const agent = new Agent({ keepAlive: true, maxSockets: clients })
const text = JSON.stringify(body)
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }

const ask = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/api/generate`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(text)
  })

async function askAll(total: number): Promise<number> {
  let left = total
  let refused = 0
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      if ((await ask()) !== 202) refused += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return refused
}

// The first requests warm the compiler up and open the connections.
await askAll(500)
const started = performance.now()
const refused = await askAll(count)
process.send?.({ seconds: (performance.now() - started) / 1000, refused })
agent.destroy()
