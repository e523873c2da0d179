import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { generateImages, newImage } from './generate.ts'
import { memory, reportValue } from './measure.ts'
import { measureBurst } from './watch-bench.ts'

/**
 * Usage: `node bench/chokidar-bench.ts MODULE [images] [backend]`. Measures chokidar on the same folder, for the
 * decision record. MODULE is the file of its entry, since the package is not a dependency.
 */
const [, , module = '', images = '10000', backend = 'auto'] = process.argv
const count = Number(images)
const { watch } = await import(module)
const base = await mkdtemp(join(tmpdir(), 'gallery-bench-'))
generateImages({ root: base, count })

function watches(): number {
  if (!existsSync('/proc/self/fdinfo')) return 0
  let found = 0
  for (let descriptor = 0; descriptor < 200; descriptor += 1) {
    const path = `/proc/self/fdinfo/${descriptor}`
    if (existsSync(path)) found += readFileSync(path, 'utf8').split('inotify wd').length - 1
  }
  return found
}

try {
  const start = performance.now()
  const cpu = process.cpuUsage()
  const seen = new Set<string>()
  const watcher = watch(base, { backend })
  watcher.on('add', (path: string) => seen.add(path))
  await new Promise((resolve) => watcher.on('ready', resolve))
  const { user, system } = process.cpuUsage(cpu)
  reportValue(
    `chokidar ${backend}, ${count} images, ready`,
    `${Math.round(performance.now() - start)} ms`,
  )
  reportValue('processor time', `${Math.round((user + system) / 1000)} ms`)
  reportValue('inotify watches', String(watches()))
  reportValue('memory', memory())
  const path = join(base, 'day-00000', 'new.png')
  await writeFile(path, newImage(1))
  const written = performance.now()
  while (!seen.has(path) && performance.now() - written < 30_000) await setImmediate()
  reportValue('a new file is told after', `${(performance.now() - written).toFixed(1)} ms`)
  const gallery = {
    root: base,
    get size() {
      return seen.size
    },
  }
  await measureBurst(gallery, 30_000)
  await watcher.close()
} finally {
  await rm(base, { recursive: true })
}
