import { createSimulator } from '@darkroom/comfy-simulator'
import { askOften } from './ask-often.ts'
import { body } from './body.ts'
import { runProduct } from './run-product.ts'
import { temporaryFolder } from './temporary-folder.ts'

const count = 5000

/** Measures jobs accepted a second, each durable before its 202, by number of clients. Aim: 8,000/s with 64. */
export async function measureAccepts(): Promise<void> {
  for (const clients of [1, 8, 64]) {
    await using folder = await temporaryFolder()
    await using simulator = await createSimulator({})
    await using product = await runProduct({
      folder: folder.path,
      comfyui: simulator.url,
      env: { QUEUE_LIMIT: '100000', QUEUE_LIMIT_PER_CLIENT: '100000' },
    })
    await fetch(`${product.url}/api/queue/pause`, { method: 'POST' })
    const urls = [`${product.url}/api/generate`]
    const cost = await askOften(product, { urls, body, clients, warmUp: 1000, count })
    console.log(
      `${clients} clients: ${cost.perSecond.toFixed(0)} accepts/s, ${(cost.cpuMs * 1000).toFixed(0)} µs of CPU each`,
    )
  }
}
