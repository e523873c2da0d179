import { z } from 'zod'
import { batchBody } from './batch-body.ts'

const orderSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('accept'),
    url: z.string(),
    kind: z.enum(['words', 'graph']),
    count: z.int(),
  }),
  z.object({ what: z.literal('read'), url: z.string(), paths: z.array(z.string()) }),
  z.object({ what: z.literal('follow'), url: z.string(), id: z.string(), pictures: z.int() }),
])
const order = orderSchema.parse(JSON.parse(process.argv[2] ?? ''))

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const began = performance.now()
  const value = await work()
  return { ms: performance.now() - began, value }
}

async function accept(url: string, body: string): Promise<object> {
  const { ms, value } = await timed(async () => {
    const answer = await fetch(`${url}/api/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    return await answer.text()
  })
  const id = z.object({ batch_id: z.string() }).parse(JSON.parse(value)).batch_id
  return { ms, id }
}

/** The median of five answers of each, the first ones left out. */
async function read(url: string, paths: readonly string[]): Promise<object> {
  const found: [string, number][] = []
  for (const path of paths) {
    const times: number[] = []
    for (let run = 0; run < 6; run++) {
      const { ms } = await timed(async () => (await fetch(`${url}${path}`)).arrayBuffer())
      times.push(ms)
    }
    found.push([path, times.slice(1).toSorted((a, b) => a - b)[2] ?? Number.NaN])
  }
  return { times: Object.fromEntries(found) }
}

/** Follows a batch until so many of its pictures are there. */
async function follow(url: string, id: string, pictures: number): Promise<object> {
  const { ms, value } = await timed(async () => {
    const answer = await fetch(`${url}/api/batch/${id}/events`)
    await fetch(`${url}/api/queue/resume`, { method: 'POST' })
    const decoder = new TextDecoder()
    let completed = 0
    let groups = 0
    for await (const chunk of answer.body ?? []) {
      const text = decoder.decode(chunk, { stream: true })
      completed += text.split('event: completed\n').length - 1
      groups += text.split('event: group\n').length - 1
      if (completed >= pictures) break
    }
    return groups
  })
  await fetch(`${url}/api/queue/pause`, { method: 'POST' })
  return { ms, groups: value }
}

const answers = {
  accept: () => (order.what === 'accept' ? accept(order.url, batchBody(order)) : undefined),
  read: () => (order.what === 'read' ? read(order.url, order.paths) : undefined),
  follow: () => (order.what === 'follow' ? follow(order.url, order.id, order.pictures) : undefined),
}
process.send?.(await answers[order.what]())
