import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { z } from 'zod'
import { runLoad } from './load.ts'
import { runDarkroom } from './run-darkroom.ts'
import { temporaryFolder } from './temporary-folder.ts'

const acceptedSchema = z.object({ ms: z.number(), id: z.string() })
const readSchema = z.object({ times: z.record(z.string(), z.number()) })
const followedSchema = z.object({ ms: z.number(), groups: z.int() })

const counts = [100, 1_000, 10_000]
/** Pictures made while somebody listens. */
const pictures = 100

type Figures = Readonly<Record<string, number>>

/** Measures batches by their number of jobs: how long it takes to accept, tell, restart and run them, and what they need. */
export async function measureBatches(): Promise<void> {
  for (const kind of ['words', 'graph'] as const) {
    console.log(`\n${kind === 'words' ? 'prompts by words' : 'prompts of a graph of 200 kB'}`)
    const all: Figures[] = []
    for (const count of counts) all.push(await measure(kind, count))
    print(all)
  }
}

async function measure(kind: 'words' | 'graph', count: number): Promise<Figures> {
  await using folder = await temporaryFolder()
  const accepted = await acceptAndRead(kind, count, folder.path)
  const began = performance.now()
  await using running = await runDarkroom({ folder: folder.path })
  const restart = performance.now() - began
  const { url } = running
  const { id } = accepted
  const order = { what: 'follow', url, id, pictures: Math.min(count, pictures) }
  const { value, block } = await blocking(() => runLoad('./batch-load.ts', order))
  const { ms, groups } = followedSchema.parse(value)
  return {
    ...accepted.figures,
    'restart, ms': restart,
    'a picture while one listens, ms': ms / order.pictures,
    'states told, of 100 pictures': groups,
    'longest block meanwhile, ms': block,
  }
}

async function acceptAndRead(kind: 'words' | 'graph', count: number, folder: string) {
  await using running = await runDarkroom({ folder })
  const { url } = running
  await fetch(`${url}/api/queue/pause`, { method: 'POST' })
  // What is done for the first time takes longer.
  await runLoad('./batch-load.ts', { what: 'accept', url, kind, count: 100 })
  const before = {
    rss: process.memoryUsage().rss,
    journal: await bytesIn(join(folder, 'state/queue')),
  }
  const order = { what: 'accept', url, kind, count }
  const { value, block } = await blocking(() => runLoad('./batch-load.ts', order))
  const { ms, id } = acceptedSchema.parse(value)
  const journal = (await bytesIn(join(folder, 'state/queue'))) - before.journal
  const paths = [`/api/batch/${id}`, '/api/queue', '/api/batch']
  const reading = await blocking(() => runLoad('./batch-load.ts', { what: 'read', url, paths }))
  const { times } = readSchema.parse(reading.value)
  const [batch = 0, queue = 0, list = 0] = paths.map((path) => times[path] ?? Number.NaN)
  const rss = process.memoryUsage().rss - before.rss
  const figures = {
    'accept, ms': ms,
    'longest block while accepting, ms': block,
    'journal, kB': journal / 1_000,
    'RSS, MB': rss / 1_000_000,
    'GET /api/batch/{id}, ms': batch,
    'GET /api/queue, ms': queue,
    'GET /api/batch, ms': list,
    'longest block while reading, ms': reading.block,
  }
  return { id, figures }
}

/** Does it, and says how long the event loop of this process was held up at most. */
async function blocking<T>(work: () => Promise<T>): Promise<{ value: T; block: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const value = await work()
  delay.disable()
  return { value, block: delay.max / 1e6 }
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder)
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** The power of the number of jobs with which a figure grows, from the last but one to the last. */
const exponentOf = (one: number, other: number): string => Math.log10(other / one).toFixed(2)

function print(all: readonly Figures[]): void {
  for (const name of Object.keys(all[0] ?? {})) {
    const values = all.map((figures) => figures[name] ?? Number.NaN)
    const shown = values.map((value) => value.toFixed(value < 10 ? 1 : 0)).join(' / ')
    const [one = 0, other = 0] = values.slice(-2)
    console.log(`${name}: ${shown} (exponent ${exponentOf(one, other)})`)
  }
}
