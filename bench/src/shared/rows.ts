import { z } from 'zod'
import { batchBody } from '../batch-body.ts'
import { runLoad } from '../load.ts'
import { type Figure, quantile } from '../suite/figure.ts'
import { type JobTime, lessServer, post, runJob } from '../suite/jobs.ts'
import { startSimulator } from '../suite/product.ts'
import { ask } from '../suite/repeat.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { entriesSince, logPosition } from './log-entries.ts'
import { type Setup, startSeveral } from './several.ts'

const acceptsSchema = z.object({
  seconds: z.number(),
  refused: z.int(),
  times: z.array(z.number()),
})

/** Jobs that are durable before their 202, with the clients spread over the processes. */
export async function measureSharedAccepts(
  setup: Setup,
  { clients, count }: { readonly clients: number; readonly count: number },
): Promise<readonly Figure[]> {
  await using simulator = await startSimulator()
  await using several = await startSeveral(setup, simulator.url)
  const { urls } = several
  await post(`${urls[0]}/api/queue/pause`, '{}')
  const before = await several.cpu()
  const load = await runLoad('./accept-load.ts', { urls, clients, count })
  const { seconds, refused, times } = acceptsSchema.parse(load)
  // The load asks for 500 more before it begins to count.
  const cpuMs = ((await several.cpu()) - before) / (count + 500)
  const spread = `median ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(0)}`
  const note = `${spread}, longest ${quantile(times, 1).toFixed(0)}, ${refused} refused`
  const row = `durable accepts, ${setup.name}`
  return [{ row, size: clients, value: count / seconds, unit: '/s', cpuMs, note }]
}

/** One job after the other, at the process that drives the server, and at one that does not. */
export async function measureSharedJob(setup: Setup, runs: number): Promise<readonly Figure[]> {
  await using folder = await temporaryFolder()
  const log = `${folder.path}/oracle.jsonl`
  await using simulator = await startSimulator('--steps-per-second', '0', '--oracle-log', log)
  await using several = await startSeveral(setup, simulator.url)
  for (const url of several.urls) for (let run = 0; run < 5; run += 1) await runJob(url, run)
  const [driver, other] = await several.driverAndOther()
  const figures: Figure[] = []
  for (const [url, of] of [
    [driver, other === undefined ? '' : ', asked of its driver'],
    [other, ', asked of another'],
  ] as const) {
    if (url === undefined) continue
    const from = setup.database === undefined ? 0 : await logPosition(setup.database)
    const before = await several.cpu()
    const jobs: JobTime[] = []
    for (let run = 0; run < runs; run += 1) jobs.push(await runJob(url, 100 + run))
    const cpuMs = ((await several.cpu()) - before) / runs
    const own = await lessServer(log, jobs)
    const written = await tellEntries(setup, { from, jobs: runs })
    const note = `p90 ${quantile(own, 0.9).toFixed(1)}, ${runs} jobs${written}`
    const row = `one job less the server, ${setup.name}${of}`
    figures.push({ row, value: quantile(own, 0.5), unit: 'ms', cpuMs, note })
  }
  return figures
}

/** A batch of jobs of 64×64 and one step on a pool of servers: given to the first process, watched at the last. */
export async function measureSharedPipeline(
  setup: Setup,
  { servers, jobs }: { readonly servers: number; readonly jobs: number },
): Promise<readonly Figure[]> {
  await using stack = new AsyncDisposableStack()
  const pool: string[] = []
  for (let each = 0; each < servers; each += 1)
    pool.push(stack.use(await startSimulator('--steps-per-second', '0')).url)
  const several = stack.use(await startSeveral(setup, pool.join(',')))
  const [first] = several.urls
  const last = several.urls.at(-1) ?? first
  const run = async (count: number): Promise<number> => {
    await post(`${first}/api/queue/pause`, '{}')
    const accepted = await post(`${first}/api/batch`, batchBody({ kind: 'words', count }))
    const id = z.object({ batch_id: z.string() }).parse(accepted).batch_id
    const order = { what: 'follow', url: last, id, pictures: count }
    return z.object({ ms: z.number() }).parse(await runLoad('./batch-load.ts', order)).ms
  }
  await run(50)
  await post(`${first}/api/queue/resume`, '{}')
  const from = setup.database === undefined ? 0 : await logPosition(setup.database)
  const before = await several.cpu()
  const ms = await run(jobs)
  const cpuMs = ((await several.cpu()) - before) / jobs
  const note = `${jobs} jobs${await tellEntries(setup, { from, jobs })}`
  const row = `whole pipeline, ${setup.name}`
  return [{ row, size: servers, value: (jobs / ms) * 1000, unit: 'jobs/s', cpuMs, note }]
}

/** What it costs to be told what every process has answered before. */
export async function measureSharedRead(setup: Setup, runs: number): Promise<readonly Figure[]> {
  await using several = await startSeveral(setup, 'http://127.0.0.1:9')
  const url = `${several.urls[0]}/api/queue?limit=0`
  for (let run = 0; run < 50; run += 1) await ask(url)
  const before = await several.cpu()
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    await ask(url)
    times.push(performance.now() - began)
  }
  const cpuMs = ((await several.cpu()) - before) / runs
  const note = `p99 ${quantile(times, 0.99).toFixed(1)}, ${runs} runs`
  const row = `GET /api/queue?limit=0, ${setup.name}`
  return [{ row, value: quantile(times, 0.5), unit: 'ms', cpuMs, note }]
}

async function tellEntries(
  { database }: Setup,
  { from, jobs }: { readonly from: number; readonly jobs: number },
): Promise<string> {
  if (database === undefined) return ''
  const { ofJobs, ofMembers, bytes, kinds } = await entriesSince(database, from)
  const named = [...kinds]
    .filter(([, count]) => count / jobs >= 0.05)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${(count / jobs).toFixed(2)}`)
  const each = (ofJobs / jobs).toFixed(2)
  const kb = (bytes / jobs / 1000).toFixed(1)
  return `; for each job ${each} entries, ${kb} kB (${named.join(', ')}); ${ofMembers} of members`
}
