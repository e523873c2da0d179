import { get, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import { body } from './body.ts'

const orderSchema = z.object({ url: z.string(), listeners: z.int(), steps: z.int() })
const { url, listeners, steps } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))

const heard: [step: string, at: number][] = []
const now = (): number => performance.timeOrigin + performance.now()

const open = (): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(`${url}/api/events`, { agent: false }, resolve).on('error', reject)
  })

/** Records when each step came, until the job has ended. Looks at bytes, for previews are large and not of interest. */
async function listen(stream: IncomingMessage): Promise<void> {
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new Error('A response is read as bytes')
    const at = now()
    for (let start = find(chunk, 0); start >= 0; start = find(chunk, start + 1)) {
      const step = /"step":(\d+)/.exec(chunk.toString('latin1', start, start + 300))?.[1]
      if (step !== undefined) heard.push([step, at])
    }
    if (chunk.includes('event: completed\n')) return
  }
}

const find = (chunk: Buffer, from: number): number => chunk.indexOf('event: progress\n', from)

const streams = await Promise.all(Array.from({ length: listeners }, open))
await fetch(`${url}/api/generate`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ...body, steps }),
})
await Promise.all(streams.map(listen))
process.send?.(heard)
