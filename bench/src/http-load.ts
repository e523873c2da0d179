import { Agent, request } from 'node:http'
import { z } from 'zod'

/** Asks for the same so many times, with so many clients of which each waits for its answer; tells how long that took. */
const orderSchema = z.object({
  /** Whole addresses, asked for in turn. */
  urls: z.array(z.string()).min(1),
  /** Posted as JSON; without it, the addresses are got. */
  body: z.unknown().optional(),
  clients: z.int(),
  /** Before the time counts: these open the connections and warm the compiler up. */
  warmUp: z.int(),
  count: z.int(),
})
const { urls, body, clients, warmUp, count } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))

const agent = new Agent({ keepAlive: true, maxSockets: clients })
const text = body === undefined ? '' : JSON.stringify(body)
const options =
  body === undefined
    ? { agent }
    : {
        agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      }

const ask = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(text)
  })

async function askAll(total: number): Promise<number> {
  let asked = 0
  let refused = 0
  const client = async (): Promise<void> => {
    while (asked < total) {
      const url = urls[asked % urls.length] ?? ''
      asked += 1
      const status = await ask(url)
      if (status < 200 || status > 299) refused += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return refused
}

await askAll(warmUp)
process.send?.({ isWarm: true })
const started = performance.now()
const refused = await askAll(count)
process.send?.({ seconds: (performance.now() - started) / 1000, refused })
agent.destroy()
