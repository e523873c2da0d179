import { z } from 'zod'
import { runLoad } from '../load.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { type Figure, quantile } from './figure.ts'
import { fill } from './fill.ts'
import { startProduct } from './product.ts'
import { ask } from './repeat.ts'

const pageSchema = z.array(z.looseObject({ id: z.string() }))
const sizes = [600, 1200] as const

export async function idsOf(url: string): Promise<readonly string[]> {
  const answer = await fetch(`${url}/api/gallery?limit=1000`)
  return pageSchema.parse(await answer.json()).map(({ id }) => id)
}

/** How long each took, eight at once. */
export async function askEightAtOnce(urls: readonly string[]): Promise<readonly number[]> {
  const times: number[] = []
  for (let first = 0; first < urls.length; first += 8) {
    await Promise.all(
      urls.slice(first, first + 8).map(async (url) => {
        const asked = performance.now()
        await ask(url)
        times.push(performance.now() - asked)
      }),
    )
  }
  return times
}

/** Thumbnails: made, eight asked for at once, and had again. Sizes that nobody makes ahead are asked for. */
export async function measureThumbnails(
  pictures: number,
  cached: number,
): Promise<readonly Figure[]> {
  await using folder = await temporaryFolder()
  await fill({ folder: folder.path, count: pictures, side: 1200 })
  await using product = await startProduct(folder.path, 'http://127.0.0.1:9')
  await product.rest()
  const ids = await idsOf(product.url)
  const urls = ids.flatMap((id) =>
    sizes.map((size) => `${product.url}/api/gallery/thumbnail/${id}?size=${size}`),
  )
  const before = await product.cpu()
  const began = performance.now()
  const times = await askEightAtOnce(urls)
  const seconds = (performance.now() - began) / 1000
  const made: Figure = {
    row: 'thumbnails of 1.44 MP, 8 at once',
    size: 8,
    value: urls.length / seconds,
    unit: '/s',
    cpuMs: ((await product.cpu()) - before) / urls.length,
    note: `median ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)}`,
  }
  await product.rest()
  const cpu = await product.cpu()
  const load = await runLoad('./get-load.ts', { url: urls[0], clients: 16, count: cached })
  const rate = cached / z.object({ seconds: z.number() }).parse(load).seconds
  const cpuMs = ((await product.cpu()) - cpu) / (cached + 500)
  return [made, { row: 'cached thumbnail over HTTP', size: 16, value: rate, unit: '/s', cpuMs }]
}
