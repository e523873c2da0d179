import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Gallery, type ImageOutcome, openGallery } from '@darkroom/gallery-store'
import { tinyPng } from '../test/tiny-png.ts'
import { reportValue } from './measure.ts'

/**
 * Usage: `node bench/many-bench.ts --images 10000 [--keep 0]`. Trashes, restores, annotates and moves many images at once,
 * each with a sidecar and a thumbnail, in a gallery that is watched, beside as many others as `--keep` says; and tells how
 * long the event loop was held meanwhile.
 */
const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '10000' },
    keep: { type: 'string', default: '0' },
    root: { type: 'string', default: tmpdir() },
  },
})
const count = Number(values.images)
const perFolder = 500
const base = await mkdtemp(join(values.root, 'many-bench-'))
const root = join(base, 'images')

for (let number = 0; number < count + Number(values.keep); number += 1) {
  const folder = join(root, `day-${Math.floor(number / perFolder)}`)
  if (number % perFolder === 0) mkdirSync(join(folder, '.thumbnails'), { recursive: true })
  writeFileSync(join(folder, `${number}.png`), tinyPng({ prompt: `number ${number}` }))
  writeFileSync(join(folder, `${number}.json`), JSON.stringify({ prompt: `number ${number}` }))
  writeFileSync(join(folder, '.thumbnails', `${number}.png.webp`), 'thumbnail')
}

async function measureMany(
  name: string,
  work: () => Promise<readonly ImageOutcome<unknown>[]>,
): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  let isDone = false
  let longest = 0
  // Processor time between two turns of the event loop, which other load on the machine does not lengthen.
  const watching = (async (): Promise<void> => {
    let before = process.threadCpuUsage()
    while (!isDone) {
      await setTimeout(1)
      const after = process.threadCpuUsage()
      longest = Math.max(longest, after.user + after.system - before.user - before.system)
      before = after
    }
  })()
  const start = performance.now()
  const cpu = process.cpuUsage()
  const thread = process.threadCpuUsage()
  delay.enable()
  const outcomes = await work()
  delay.disable()
  isDone = true
  await watching
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const own = process.threadCpuUsage(thread)
  const done = outcomes.filter(({ value }) => value !== undefined).length
  const processor = `processor ${((user + system) / 1e6).toFixed(1)} s, of it the main thread ${((own.user + own.system) / 1e6).toFixed(1)} s`
  const p99 = (delay.percentile(99) / 1e6).toFixed(1)
  const held = `event loop p99 ${p99}, at most ${(delay.max / 1e6).toFixed(1)} ms (processor ${(longest / 1000).toFixed(1)} ms)`
  reportValue(`${name} ${done}`, `${seconds.toFixed(2)} s; ${processor}; ${held}`)
}

function idsOf(gallery: Gallery): readonly string[] {
  return gallery.ids({}, { limit: count }).ids
}

try {
  await using gallery = await openGallery({
    root,
    cacheDirectory: join(base, 'cache'),
    metadataModule: new URL('../test/tiny-metadata.ts', import.meta.url).href,
    updateSidecar: (text, change) => JSON.stringify({ ...JSON.parse(text ?? '{}'), ...change }),
  })
  await gallery.ready()
  const ids = idsOf(gallery)
  await measureMany('nothing to do, for', async () => [])
  await measureMany('trash', () => gallery.trashMany(ids))
  await measureMany('restore', () => gallery.restoreMany(ids))
  await measureMany('annotate', () => gallery.annotateMany(idsOf(gallery), { addTags: ['many'] }))
  await measureMany('move', () => gallery.moveMany(idsOf(gallery), 'best/of all'))
} finally {
  await rm(base, { recursive: true, force: true })
}
