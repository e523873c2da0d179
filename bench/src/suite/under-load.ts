import { availableParallelism } from 'node:os'
import { temporaryFolder } from '../temporary-folder.ts'
import { type Figure, quantile } from './figure.ts'
import { fill } from './fill.ts'
import { startProduct } from './product.ts'
import { startChild } from './start-child.ts'
import { askEightAtOnce, idsOf } from './thumbnails.ts'

/** How long somebody waits at worst for thumbnails, eight at once, while every core is busy with something else. */
export async function measureUnderLoad(pictures: number): Promise<readonly Figure[]> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  await fill({ folder: path, count: pictures, side: 1200 })
  const product = stack.use(await startProduct(path, 'http://127.0.0.1:9'))
  await product.rest()
  const urls = (await idsOf(product.url)).map(
    (id) => `${product.url}/api/gallery/thumbnail/${id}?size=600`,
  )
  const loop = "console.log('busy'); for (;;);"
  for (let core = 0; core < availableParallelism(); core += 1)
    stack.use(await startChild([process.execPath, '-e', loop], 'busy'))
  const before = await product.cpu()
  const times = await askEightAtOnce(urls)
  const cpuMs = ((await product.cpu()) - before) / urls.length
  const note = `median ${quantile(times, 0.5).toFixed(0)} ms, ${urls.length} of 1.44 MP`
  const row = 'p99 of thumbnails beside busy cores'
  return [{ row, size: 8, value: quantile(times, 0.99), unit: 'ms', cpuMs, note }]
}
