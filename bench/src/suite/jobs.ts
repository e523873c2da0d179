import { readFile } from 'node:fs/promises'
import { EventSource } from 'eventsource'
import { z } from 'zod'
import { batchBody } from '../batch-body.ts'
import { body } from '../body.ts'
import { runLoad } from '../load.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { watchProgress } from '../watching-proxy.ts'
import { type Figure, quantile } from './figure.ts'
import { startProduct, startSimulator } from './product.ts'
import { ask, repeat } from './repeat.ts'

const acceptedSchema = z.object({ request_id: z.string() })
const entrySchema = z.looseObject({
  event: z.string(),
  at: z.number(),
  promptId: z.string().optional(),
})

export async function post(url: string, text: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: text })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

export interface JobTime {
  readonly id: string
  readonly ms: number
}

/** From POST to `completed`, both at the same process. */
export async function runJob(url: string, seed: number): Promise<JobTime> {
  const began = performance.now()
  const accepted = await post(`${url}/api/generate`, JSON.stringify({ ...body, seed }))
  const id = acceptedSchema.parse(accepted).request_id
  const events = new EventSource(`${url}/api/generate/${id}/events`)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  events.addEventListener('completed', () => resolve(performance.now()))
  events.addEventListener('error', reject)
  const ms = (await promise) - began
  events.close()
  return { id, ms }
}

/** What jobs took besides the server's own time, which its oracle tells. */
export async function lessServer(
  log: string,
  jobs: readonly JobTime[],
): Promise<readonly number[]> {
  const lines = (await readFile(log, 'utf8')).trim().split('\n')
  const entries = lines.map((line) => entrySchema.parse(JSON.parse(line)))
  const at = new Map(entries.map((entry) => [`${entry.event} ${entry.promptId}`, entry.at]))
  return jobs.map(
    ({ id, ms }) => ms - ((at.get(`finish ${id}`) ?? NaN) - (at.get(`start ${id}`) ?? NaN)),
  )
}

/** One job after the other: POST to `completed`, less the server's own time, which its oracle tells. */
export async function measureJob(runs: number): Promise<readonly Figure[]> {
  await using folder = await temporaryFolder()
  const log = `${folder.path}/oracle.jsonl`
  await using simulator = await startSimulator('--steps-per-second', '0', '--oracle-log', log)
  await using product = await startProduct(folder.path, simulator.url)
  const jobs: JobTime[] = []
  for (let run = 0; run < 10; run += 1) await runJob(product.url, run)
  const before = await product.cpu()
  for (let run = 0; run < runs; run += 1) jobs.push(await runJob(product.url, 100 + run))
  const cpuMs = ((await product.cpu()) - before) / runs
  const own = await lessServer(log, jobs)
  const note = `p90 ${quantile(own, 0.9).toFixed(1)}, ${runs} jobs, CPU of Darkroom alone`
  return [{ row: 'one job less the server', value: quantile(own, 0.5), unit: 'ms', cpuMs, note }]
}

/** 64×64, one step, a pool of sixteen servers: jobs a second from POST to the last picture. */
export async function measurePipeline(jobs: number, servers = 16): Promise<readonly Figure[]> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  const pool: string[] = []
  for (let each = 0; each < servers; each += 1)
    pool.push(stack.use(await startSimulator('--steps-per-second', '0')).url)
  const product = stack.use(await startProduct(path, pool.join(',')))
  const run = async (count: number): Promise<number> => {
    await post(`${product.url}/api/queue/pause`, '{}')
    const accepted = await post(`${product.url}/api/batch`, batchBody({ kind: 'words', count }))
    const id = z.object({ batch_id: z.string() }).parse(accepted).batch_id
    const order = { what: 'follow', url: product.url, id, pictures: count }
    return z.object({ ms: z.number() }).parse(await runLoad('./batch-load.ts', order)).ms
  }
  await run(50)
  await post(`${product.url}/api/queue/resume`, '{}')
  const before = await product.cpu()
  const ms = await run(jobs)
  const cpuMs = ((await product.cpu()) - before) / jobs
  const value = (jobs / ms) * 1000
  return [{ row: 'whole pipeline', size: servers, value, unit: 'jobs/s', cpuMs }]
}

/** Jobs that are durable before their 202, by number of clients. */
export async function measureAcceptRates(count: number): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const size of [1, 8, 64]) {
    await using folder = await temporaryFolder()
    await using simulator = await startSimulator()
    await using product = await startProduct(folder.path, simulator.url)
    await post(`${product.url}/api/queue/pause`, '{}')
    const before = await product.cpu()
    const order = { urls: [product.url], clients: size, count }
    const load = await runLoad('./accept-load.ts', order)
    const { seconds, refused } = z.object({ seconds: z.number(), refused: z.int() }).parse(load)
    // The load asks for 500 more before it begins to count.
    const cpuMs = ((await product.cpu()) - before) / (count + 500)
    const note = `${refused} refused`
    figures.push({ row: 'durable accepts', size, value: count / seconds, unit: '/s', cpuMs, note })
  }
  return figures
}

/** From ComfyUI's message on its way to us, to a listener having it. */
export async function measureProgress(steps: number): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const size of [1, 100, 500]) {
    const sent = new Map<string, number>()
    await using folder = await temporaryFolder()
    await using simulator = await startSimulator('--steps-per-second', '4')
    await using proxy = await watchProgress(simulator.url, (_, step, at) =>
      sent.set(String(step), performance.timeOrigin + at),
    )
    await using product = await startProduct(folder.path, proxy.url)
    const before = await product.cpu()
    const load = await runLoad('./listeners-load.ts', { url: product.url, listeners: size, steps })
    const cpuMs = ((await product.cpu()) - before) / steps
    const delays = z
      .array(z.tuple([z.string(), z.number()]))
      .parse(load)
      .flatMap(([step, at]) => (sent.has(step) ? [at - (sent.get(step) ?? at)] : []))
    const note = `p90 ${quantile(delays, 0.9).toFixed(1)}; CPU for each step`
    const value = quantile(delays, 0.5)
    figures.push({ row: 'progress to listeners', size, value, unit: 'ms', cpuMs, note })
  }
  return figures
}

/** What many waiting jobs cost those who look, and a restart. */
export async function measureWaiting(size: number): Promise<readonly Figure[]> {
  await using folder = await temporaryFolder()
  await using simulator = await startSimulator()
  const figures: Figure[] = []
  {
    await using product = await startProduct(folder.path, simulator.url)
    await post(`${product.url}/api/queue/pause`, '{}')
    for (let left = size; left > 0; left -= 10_000) {
      const count = Math.min(left, 10_000)
      await post(`${product.url}/api/batch`, batchBody({ kind: 'words', count }))
    }
    await product.rest()
    for (const path of ['/api/queue', '/api/health']) {
      const answer = await repeat(product, 100, () => ask(product.url + path))
      figures.push({ row: `GET ${path}, jobs waiting`, size, ...answer })
    }
  }
  await using again = await startProduct(folder.path, simulator.url)
  const cpuMs = await again.cpu()
  figures.push({ row: 'restart, jobs waiting', size, value: again.startMs, unit: 'ms', cpuMs })
  return figures
}

export async function measureStarts(runs: number): Promise<readonly Figure[]> {
  const times: number[] = []
  let cpu = 0
  for (let run = 0; run < runs; run += 1) {
    await using folder = await temporaryFolder()
    await using product = await startProduct(folder.path, 'http://127.0.0.1:9')
    times.push(product.startMs)
    cpu += await product.cpu()
  }
  const value = quantile(times, 0.5)
  const note = `fastest ${quantile(times, 0).toFixed(0)}, no ComfyUI there`
  return [{ row: 'start to ready, empty', value, unit: 'ms', cpuMs: cpu / runs, note }]
}
