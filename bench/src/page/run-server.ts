import { readdir } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { createSimulator } from '@darkroom/comfy-simulator'
import { type Product, runProduct } from '../run-product.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { fillGallery } from './fill-gallery.ts'

const isWhole = async (url: string): Promise<boolean> => {
  const { headers } = await fetch(`${url}/api/gallery?limit=1`)
  return headers.get('x-gallery-complete') !== 'false'
}

const countThumbnails = async (gallery: string): Promise<number> => {
  const names = await readdir(gallery, { recursive: true })
  return names.filter((name) => name.endsWith('.webp')).length
}

/** Thumbnails of the newest pictures are made in the background after a first scan, by a process that never rests while it can. */
async function untilNoMoreAreMade(gallery: string): Promise<void> {
  for (let before = -1, count = 0; count !== before; ) {
    before = count
    await setTimeout(3000)
    count = await countThumbnails(gallery)
  }
}

/**
 * Runs the built product in a process of its own, with its page and so many pictures, and waits until it has read them all and rests. With
 * its thumbnails still being made, the times of the page are those of a machine at work.
 */
export async function runServer(pictures: number): Promise<Product> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  await fillGallery(`${path}/gallery`, pictures)
  const simulator = stack.use(await createSimulator({}))
  const product = stack.use(await runProduct({ folder: path, comfyui: simulator.url }))
  if (!product.hasPage) throw new Error('The page is not built: run npm run build first.')
  const { url } = product
  while (!(await isWhole(url))) await setTimeout(200)
  await untilNoMoreAreMade(`${path}/gallery`)
  const resources = stack.move()
  return { ...product, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}
