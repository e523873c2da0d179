import { createSimulator } from '@darkroom/comfy-simulator'
import { askOften } from './ask-often.ts'
import { body } from './body.ts'
import { Growth } from './growth.ts'
import { type ProductOptions, runProduct } from './run-product.ts'
import { temporaryFolder } from './temporary-folder.ts'

const paths = {
  '`GET /api/queue?limit=20`': '/api/queue?limit=20',
  '`GET /api/queue/stacked?limit=20`': '/api/queue/stacked?limit=20',
  '`GET /api/health`': '/api/health',
}

async function measureAt(jobs: number, growth: Growth): Promise<void> {
  await using folder = await temporaryFolder()
  await using simulator = await createSimulator({})
  const options: ProductOptions = {
    folder: folder.path,
    comfyui: simulator.url,
    env: {
      QUEUE_LIMIT: '100000',
      QUEUE_LIMIT_PER_CLIENT: '100000',
      QUEUE_LIMIT_MB: '1024',
      LOG_LEVEL: 'info',
    },
  }
  {
    await using product = await runProduct(options)
    const { url } = product
    await fetch(`${url}/api/queue/pause`, { method: 'POST' })
    const urls = [`${url}/api/generate`]
    const accepts = await askOften(product, { urls, body, clients: 64, warmUp: 0, count: jobs })
    growth.add('accept', accepts.cpuMs)
    for (const [what, path] of Object.entries(paths)) {
      const { cpuMs } = await askOften(product, { urls: [`${url}${path}`], clients: 1, count: 300 })
      growth.add(what, cpuMs)
    }
  }
  await using product = await runProduct(options)
  growth.add('start to ready with them', product.cpuMs())
}

/** Measures what waits costs whoever asks: the queue, health and a restart, with so many jobs waiting. */
export async function measureWaiting({ sizes = [1_000, 10_000, 99_000] }): Promise<void> {
  const growth = new Growth(sizes)
  for (const jobs of sizes) await measureAt(jobs, growth)
  growth.print('ms of processor time, by jobs that wait')
}
