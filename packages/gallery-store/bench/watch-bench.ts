import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Gallery } from '@darkroom/gallery-store'
import { newImage } from './generate.ts'
import { report, reportValue } from './measure.ts'

const folder = 'watched'

/** The time of `refresh` for a new image. */
export async function measureRefresh(gallery: Gallery): Promise<void> {
  await mkdir(join(gallery.root, 'refreshed'), { recursive: true })
  const times = new Float64Array(200)
  for (let number = 0; number < times.length; number += 1) {
    const path = `refreshed/${number}.png`
    await writeFile(join(gallery.root, path), newImage(number))
    const start = performance.now()
    await gallery.refresh([path])
    times[number] = performance.now() - start
  }
  report('refresh of one image', { times: times.sort() })
}

/** The time from the end of writing to the gallery's event. */
export async function measureNewFiles(gallery: Gallery): Promise<void> {
  await mkdir(join(gallery.root, folder), { recursive: true })
  await writeFile(join(gallery.root, folder, 'first.png'), newImage(0))
  while (gallery.findByPath(`${folder}/first.png`) === undefined) await setImmediate()
  const times = new Float64Array(100)
  for (let number = 0; number < times.length; number += 1) {
    const path = `${folder}/${number}.png`
    await writeFile(join(gallery.root, path), newImage(number))
    const start = performance.now()
    while (gallery.findByPath(path) === undefined) await setImmediate()
    times[number] = performance.now() - start
  }
  report('new file visible', { times: times.sort() })
}

/** The time for files that another thread writes as fast as it can. */
export async function measureBurst(
  gallery: { readonly root: string; readonly size: number },
  count: number,
): Promise<void> {
  const before = gallery.size
  const file = fileURLToPath(new URL('./burst-worker.ts', import.meta.url))
  const worker = new Worker(file, { workerData: { root: gallery.root, folder: 'burst', count } })
  const start = performance.now()
  let written = 0
  worker.on('exit', () => {
    written = performance.now()
  })
  while (gallery.size < before + count || written === 0) {
    if (performance.now() - start > 60_000) break
    await setImmediate()
  }
  const settled = performance.now() - written
  const lost = before + count - gallery.size
  reportValue(
    `burst of ${count}`,
    `written in ${Math.round(written - start)} ms, settled ${Math.round(settled)} ms later, ${lost} lost`,
  )
}
