import { setTimeout } from 'node:timers/promises'
import { createSimulator } from '@darkroom/comfy-simulator'
import { z } from 'zod'
import { batchBody } from './batch-body.ts'
import { runProduct } from './run-product.ts'
import { temporaryFolder } from './temporary-folder.ts'

const servers = 16
const jobs = 800
const stateSchema = z.object({ completed: z.int(), error: z.int() })

/** Measures jobs that end a second, with servers that take no time: pictures of 64 pixels, one step. Aim: 100. */
export async function measurePipeline(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  const urls: string[] = []
  for (let server = 0; server < servers; server += 1) {
    urls.push(stack.use(await createSimulator({ paint: 'plain' })).url)
  }
  const product = stack.use(await runProduct({ folder: path, comfyui: urls.join(',') }))
  const ended = async (): Promise<number> => {
    const answer = await fetch(`${product.url}/api/queue?limit=0`)
    const { completed, error } = stateSchema.parse(await answer.json())
    return completed + error
  }
  const before = product.cpuMs()
  const started = performance.now()
  await fetch(`${product.url}/api/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: batchBody({ kind: 'words', count: jobs }),
  })
  while ((await ended()) < jobs) await setTimeout(50)
  const seconds = (performance.now() - started) / 1000
  const cpu = (product.cpuMs() - before) / jobs
  console.log(
    `${servers} servers: ${(jobs / seconds).toFixed(0)} jobs/s, ${cpu.toFixed(1)} ms of CPU each; servers and product share the cores`,
  )
}
