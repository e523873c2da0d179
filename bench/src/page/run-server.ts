import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createSimulator } from '@darkroom/comfy-simulator'
import { temporaryFolder } from '../temporary-folder.ts'
import { fillGallery } from './fill-gallery.ts'

const main = fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url))

export interface Server extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string
}

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
export async function runServer(pictures: number): Promise<Server> {
  await using stack = new AsyncDisposableStack()
  const { path } = stack.use(await temporaryFolder())
  await fillGallery(`${path}/gallery`, pictures)
  const simulator = stack.use(await createSimulator({}))
  const child = spawn(process.execPath, [main], {
    cwd: path,
    env: {
      BACKEND_HOST: '127.0.0.1',
      BACKEND_PORT: '0',
      COMFYUI_API_URL: simulator.url,
      GALLERY_STORAGE_PATH: `${path}/gallery`,
      STATE_PATH: `${path}/state`,
    },
  })
  stack.defer(async () => {
    const exit = once(child, 'exit')
    child.kill()
    await exit
  })
  let url = ''
  const lines = createInterface(child.stdout)
  for await (const line of lines) {
    if (!line.includes('"msg":"ready"')) continue
    url = String(JSON.parse(line).page ?? '').replace(/\/$/, '')
    break
  }
  child.stdout.resume()
  if (url === '') throw new Error('The page is not built: run npm run build first.')
  while (!(await isWhole(url))) await setTimeout(200)
  await untilNoMoreAreMade(`${path}/gallery`)
  const resources = stack.move()
  return { url, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}
