import { once } from 'node:events'
import { Agent, get } from 'node:http'

/* The load of bench/thumbnails.ts, in a process of its own. */
const port = Number(process.argv[2])
const requests = Number(process.argv[3])
const connections = 16
const agent = new Agent({ keepAlive: true, maxSockets: connections })

async function request(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  get({ port, agent, host: '127.0.0.1' }, (response) => {
    response.resume()
    response.on('end', resolve)
  }).on('error', reject)
  await promise
}

async function hammer(count: number): Promise<void> {
  let left = count
  const work = async () => {
    while (left-- > 0) await request()
  }
  await Promise.all(Array.from({ length: connections }, work))
}

await hammer(2000)
process.send?.('ready')
await once(process, 'message')
await hammer(requests)
process.send?.('done')
