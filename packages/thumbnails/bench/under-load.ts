import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createThumbnailer } from '../src/index.ts'
import { makeImages } from './make-images.ts'

/*
 * Usage: `node --conditions=@darkroom/source bench/under-load.ts`. How long somebody waits for thumbnails of 1.44 MP that are asked for
 * eight at once, while every core is busy with something else.
 */
const atOnce = 8
const pictures = 80

if (process.argv[2] === 'busy') for (;;);

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

const directory = await mkdtemp(join(tmpdir(), 'thumbnails-under-load-'))
const { paths } = await makeImages(directory, pictures)
const busy = Array.from({ length: availableParallelism() }, () =>
  fork(import.meta.filename, ['busy']),
)
try {
  await using thumbnailer = createThumbnailer()
  await thumbnailer.thumbnail({ path: paths[0] ?? '', size: 600 })
  const times: number[] = []
  for (let first = 0; first < pictures; first += atOnce) {
    await Promise.all(
      paths.slice(first, first + atOnce).map(async (path) => {
        const start = performance.now()
        await thumbnailer.thumbnail({ path })
        times.push(performance.now() - start)
      }),
    )
  }
  times.sort((a, b) => a - b)
  const [median, late, worst] = [0.5, 0.99, 1].map((share) => quantile(times, share).toFixed(0))
  console.log(
    `${atOnce} at once beside ${busy.length} busy loops: median ${median} ms, p99 ${late}, slowest ${worst}`,
  )
} finally {
  for (const child of busy) child.kill('SIGKILL')
  await rm(directory, { recursive: true })
}
