import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createSimulator, type Simulator } from '@darkroom/comfy-simulator'
import { z } from 'zod'
import { askOften, type Cost } from '../ask-often.ts'
import { graph } from '../batch-body.ts'
import { body } from '../body.ts'
import type { Cpu } from '../cpu.ts'
import { serverMs } from '../job-overhead.ts'
import { fillGallery } from '../page/fill-gallery.ts'
import { runProduct } from '../run-product.ts'
import { runBaseline } from './run-baseline.ts'
import { runNginx } from './run-nginx.ts'
import type { Peer } from './run-peer.ts'

const pictures = 2_000
const jobs = 60

const rowsSchema = z.array(z.object({ filepath: z.string(), thumbnail_url: z.string() }))
const acceptedSchema = z.object({ request_id: z.string() })
const endedSchema = z.object({ prompt_id: z.string() })

interface Server {
  readonly who: string
  readonly cpu: Cpu
  readonly page: string
  readonly thumbnail: string
  /** Makes one picture; resolves with the prompt's id once it is there. */
  readonly make?: (seed: number) => Promise<string>
}

const show = (what: string, who: string, { perSecond, cpuMs }: Cost): void =>
  console.log(`| ${what} | ${who} | ${perSecond.toFixed(0)}/s | ${cpuMs.toFixed(3)} ms |`)

const post = async (url: string, content: unknown): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(content) })
  return await answer.json()
}

async function makeByDarkroom(url: string, seed: number): Promise<string> {
  const { request_id } = acceptedSchema.parse(await post(`${url}/api/generate`, { ...body, seed }))
  const events = await fetch(`${url}/api/generate/${request_id}/events`)
  let text = ''
  for await (const chunk of events.body ?? []) {
    text += Buffer.from(chunk).toString()
    if (text.includes('event: completed')) break
  }
  return request_id
}

async function makeByBaseline(url: string): Promise<string> {
  return endedSchema.parse(await post(`${url}/generate`, graph)).prompt_id
}

async function measureJobs({ who, cpu, make }: Server, simulator: Simulator): Promise<void> {
  if (make === undefined) return
  const overhead: number[] = []
  for (let seed = 0; seed < 20; seed += 1) await make(seed)
  const before = cpu.cpuMs()
  for (let seed = 0; seed < jobs; seed += 1) {
    const started = performance.now()
    const id = await make(100 + seed)
    overhead.push(performance.now() - started - serverMs(simulator, id))
  }
  const median = overhead.sort((a, b) => a - b)[jobs >> 1] ?? Number.NaN
  const each = (cpu.cpuMs() - before) / jobs
  console.log(
    `| one job less the server's time | ${who} | ${median.toFixed(1)} ms | ${each.toFixed(1)} ms |`,
  )
}

const untilRead = async (url: string): Promise<void> => {
  for (;;) {
    const { headers } = await fetch(`${url}/api/gallery?limit=1`)
    if (headers.get('x-gallery-complete') === 'true') return
    await setTimeout(100)
  }
}

/** The baseline where it can be had; else says why in one line. */
async function tryBaseline(...options: Parameters<typeof runBaseline>): Promise<Peer | undefined> {
  try {
    return await runBaseline(...options)
  } catch (error) {
    console.log(`The FastAPI baseline is left out: ${error}`)
    return undefined
  }
}

async function tryNginx(folder: string, file: Uint8Array): Promise<Peer | undefined> {
  try {
    return await runNginx(folder, file)
  } catch (error) {
    console.log(`nginx is left out: ${error}`)
    return undefined
  }
}

/** Compares what is asked of the server: pages, thumbnails, and one job. Resolves with the folder of pictures. */
export async function compareServers(folder: string): Promise<string> {
  await using stack = new AsyncDisposableStack()
  const gallery = join(folder, 'gallery')
  await mkdir(gallery)
  await fillGallery(gallery, pictures)
  const simulator = stack.use(await createSimulator({ stepsPerSecond: 0, paint: 'plain' }))
  const product = stack.use(await runProduct({ folder, comfyui: simulator.url }))
  await untilRead(product.url)
  const [row] = rowsSchema.parse(await (await fetch(`${product.url}/api/gallery?limit=1`)).json())
  const thumbnail = `${product.url}${row?.thumbnail_url}`
  const bytes = new Uint8Array(await (await fetch(thumbnail)).arrayBuffer())
  const servers: Server[] = [
    {
      who: 'Darkroom',
      cpu: product,
      page: `${product.url}/api/gallery?limit=100`,
      thumbnail,
      make: (seed) => makeByDarkroom(product.url, seed),
    },
  ]
  const base = await tryBaseline({ folder, gallery, comfyui: simulator.url })
  if (base !== undefined) {
    stack.use(base)
    const url = `http://127.0.0.1:${base.port}`
    servers.push({
      who: 'FastAPI baseline',
      cpu: base,
      page: `${url}/gallery?limit=100`,
      thumbnail: `${url}/thumbnail/${row?.filepath}`,
      make: () => makeByBaseline(url),
    })
  }
  // Interleaved, so that whatever else the machine does meets all of them.
  for (let round = 0; round < 2; round += 1) {
    for (const server of servers) {
      const few = server.who === 'Darkroom' ? 2_000 : 20
      const page = { urls: [server.page], clients: 4, warmUp: few / 10, count: few }
      show(`page of 100 of ${pictures}`, server.who, await askOften(server.cpu, page))
      const many = server.who === 'Darkroom' ? 20_000 : 300
      const small = { urls: [server.thumbnail], warmUp: many / 10, count: many }
      show('thumbnail seen before', server.who, await askOften(server.cpu, small))
      await measureJobs(server, simulator)
    }
    await using nginx = await tryNginx(join(folder, `nginx-${round}`), bytes)
    if (nginx === undefined) continue
    const urls = [`http://127.0.0.1:${nginx.port}/file`]
    show('thumbnail seen before', 'nginx', await askOften(nginx, { urls, count: 20_000 }))
  }
  return gallery
}
