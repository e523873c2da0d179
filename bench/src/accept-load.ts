import { Agent, request } from 'node:http'
import { z } from 'zod'
import { body } from './body.ts'

const orderSchema = z.object({
  /** The processes to ask; each client asks one of them. */
  urls: z.array(z.string()),
  clients: z.int(),
  count: z.int(),
})
const { urls, clients, count } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))

const agent = new Agent({ keepAlive: true, maxSockets: clients })
const text = JSON.stringify(body)
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }

const ask = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/api/generate`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(text)
  })

/** How long each took, and how many were refused. */
async function askAll(total: number): Promise<{ times: readonly number[]; refused: number }> {
  let left = total
  let refused = 0
  const times: number[] = []
  const client = async (_: unknown, index: number): Promise<void> => {
    const url = urls[index % urls.length] ?? ''
    while (left > 0) {
      left -= 1
      const began = performance.now()
      if ((await ask(url)) !== 202) refused += 1
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { times, refused }
}

// The first requests warm the compiler up and open the connections.
await askAll(500)
const started = performance.now()
const { times, refused } = await askAll(count)
process.send?.({ seconds: (performance.now() - started) / 1000, refused, times })
agent.destroy()
