import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Gallery, openGallery } from '@darkroom/gallery-store'
import { generateImages } from './generate.ts'
import { measure, memory, report, reportValue } from './measure.ts'
import { measureBurst, measureNewFiles, measureRefresh } from './watch-bench.ts'

/**
 * Usage: `node bench/gallery-bench.ts --images 10000 [--flat] [--metadata-module URL] [--burst 30000]`. Measures a real
 * folder. With `--root DIR` the folder of an earlier run is kept there, and a second run measures the warm start alone.
 */
const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '10000' },
    root: { type: 'string' },
    flat: { type: 'boolean', default: false },
    burst: { type: 'string', default: '30000' },
    'metadata-module': {
      type: 'string',
      default: new URL('../test/tiny-metadata.ts', import.meta.url).href,
    },
  },
})
const count = Number(values.images)
const base = values.root ?? (await mkdtemp(join(tmpdir(), 'gallery-bench-')))
const root = join(base, 'images')
const options = {
  root,
  cacheDirectory: join(base, 'cache'),
  metadataModule: values['metadata-module'],
}

/** The longest time in which the event loop did not turn during `work`. */
async function longestStall(work: Promise<unknown>): Promise<number> {
  let isDone = false
  void work.finally(() => {
    isDone = true
  })
  let longest = 0
  while (!isDone) {
    const start = performance.now()
    await setImmediate()
    longest = Math.max(longest, performance.now() - start)
  }
  return longest
}

async function coldScan(): Promise<void> {
  const start = performance.now()
  const cpu = process.cpuUsage()
  await using gallery = await openGallery(options)
  let firstPage = 0
  const filled = (async (): Promise<void> => {
    while (gallery.size === 0) await setImmediate()
    firstPage = performance.now() - start
  })()
  const stall = await longestStall(Promise.all([gallery.ready(), filled]))
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  reportValue('cold scan', `${seconds.toFixed(2)} s, ${Math.round(count / seconds)} files/s`)
  reportValue('cold scan, processor time', `${((user + system) / count).toFixed(1)} µs/file`)
  reportValue('first images shown after', `${firstPage.toFixed(0)} ms`)
  reportValue('longest stall of the event loop', `${stall.toFixed(1)} ms`)
  reportValue('memory after the cold scan', memory())
  // The snapshot is written after the scan, and the next start needs it.
  await setTimeout(6_000)
  reportValue('memory at rest', memory())
}

async function warmStart(): Promise<Gallery> {
  const start = performance.now()
  const gallery = await openGallery(options)
  gallery.query()
  reportValue('warm start to the first page', `${(performance.now() - start).toFixed(0)} ms`)
  await gallery.ready()
  reportValue('warm start to ready', `${(performance.now() - start).toFixed(0)} ms`)
  return gallery
}

function queries(gallery: Gallery): void {
  report(
    'first page of 500',
    measure(100, () => gallery.query()),
  )
  report(
    'search',
    measure(100, (run) => gallery.query({ keyword: `castle neon ${run}` }, { limit: 50 })),
  )
  let step = 0
  const filter = (): object => ({ minWidth: 600, dateFrom: step++ })
  report(
    'facets',
    measure(100, () => gallery.facets(filter())),
  )
}

try {
  console.log(
    `${count} images in ${values.flat ? 'one folder' : 'folders of 500'}, Node ${process.version}`,
  )
  if (!existsSync(root)) {
    generateImages({ root, count, folderSize: values.flat ? count : 500 })
    await coldScan()
  }
  await using gallery = await warmStart()
  queries(gallery)
  reportValue('memory after the queries', memory())
  await measureRefresh(gallery)
  await measureNewFiles(gallery)
  await measureBurst(gallery, Number(values.burst))
  // The wait is long enough for the background worker to end.
  await setTimeout(6_000)
  reportValue('memory at the end', memory())
} finally {
  if (values.root === undefined) await rm(base, { recursive: true })
}
