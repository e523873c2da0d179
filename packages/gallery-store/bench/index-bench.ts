import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { readSnapshot } from '../src/cache/read-snapshot.ts'
import { captureSnapshot, writeSnapshot } from '../src/cache/write-snapshot.ts'
import { GalleryIndex } from '../src/table/gallery-index.ts'
import { measure, memory, report, reportValue } from './measure.ts'
import { createRandom, randomRecord } from './random-image.ts'

/**
 * Usage: `node bench/index-bench.ts [images] [vocabulary]`. Measures the index alone, without a folder. Without a vocabulary
 * each prompt has a word of its own, the worst case for an index of words.
 */
const count = Number(process.argv[2] ?? 100_000)
const vocabulary = Number(process.argv[3] ?? 0)
const owner = { root: '/bench', metadataVersion: '' }

function fill(): GalleryIndex {
  const index = new GalleryIndex()
  const random = createRandom(1)
  index.query({}, {})
  for (let number = 0; number < count; number += 500) {
    const size = Math.min(500, count - number)
    const records = Array.from({ length: size }, (_, offset) =>
      randomRecord(random, number + offset, vocabulary),
    )
    index.apply(`day-${number / 500}`, records)
  }
  return index
}

function measureQueries(index: GalleryIndex): void {
  const day = 86_400_000
  report(
    'first page of 500',
    measure(200, () => index.query({}, {})),
  )
  report(
    'first page of 50',
    measure(200, () => index.query({}, { limit: 50 })),
  )
  const words = [
    'neon',
    'fox',
    'castle',
    'moon',
    'temple',
    'raven',
    'window',
    'storm',
    'ship',
    'wolf',
  ]
  let run = 0
  const fresh = (): string => `${words[run++ % words.length]} ${words[run % words.length]} ${run}`
  report(
    'search, new words each time',
    measure(60, () => index.query({ keyword: fresh() }, { limit: 50 })),
  )
  report(
    'search, one common word',
    measure(20, (n) => index.query({ keyword: 'abcdefghijklmnopqrst'.charAt(n) }, { limit: 50 })),
  )
  report(
    'search, same words again',
    measure(100, () => index.query({ keyword: 'neon fox' }, { limit: 50 })),
  )
  let step = 0
  const filter = (): object => ({
    model: 'merged/anime_mix.safetensors',
    minWidth: 600,
    dateFrom: 1_790_000_000_000 + step++,
  })
  report(
    'filter by model, width and date',
    measure(60, () => index.query(filter(), { limit: 50 })),
  )
  report(
    'statistics of a filter',
    measure(60, () => index.statistics(filter(), Date.now())),
  )
  report(
    'facets of a filter',
    measure(60, () => index.facets(filter())),
  )
  let version = count
  const touch = (): void => {
    index.apply('new', [randomRecord(createRandom(version), version++, vocabulary)])
  }
  report('one image more', measure(200, touch))
  report(
    'facets of all after a change',
    measure(40, () => {
      touch()
      index.facets({})
    }),
  )
  report(
    'filter before 1970 (nothing)',
    measure(20, () => index.query({ dateTo: day }, {})),
  )
}

/** Pages from places near and far, as a list asks for them that is scrolled by its bar. */
function measurePlaces(index: GalleryIndex): void {
  for (const filter of [{}, { keyword: 'neon' }]) {
    const name = 'keyword' in filter ? 'of a search' : 'of all'
    const { total } = index.query(filter, { limit: 1 })
    for (const [place, offset] of [
      ['start', 0],
      ['middle', total >>> 1],
      ['end', Math.max(0, total - 200)],
    ] as const) {
      report(
        `200 ids at the ${place} ${name} (${total})`,
        measure(100, () => index.ids(filter, { limit: 200, offset })),
      )
    }
  }
  report(
    '20 different prompts, newest first',
    measure(20, () => index.prompts({}, 20)),
  )
  let day = 0
  report(
    'days of a search, new each time',
    measure(20, () => index.facets({ keyword: 'neon', dateFrom: day++ }).days),
  )
}

/** Each order is made in turns with a timer, which tells how long others wait. */
async function measureSorts(index: GalleryIndex): Promise<void> {
  for (const sortBy of ['model', 'prompt', 'filesize'] as const) {
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const before = process.cpuUsage()
    const start = performance.now()
    await index.prepareOrder(sortBy)
    const times = Float64Array.of(performance.now() - start)
    const { user, system } = process.cpuUsage(before)
    await setTimeout(5)
    report(`first use of order by ${sortBy}`, { times, cpuMs: (user + system) / 1000 })
    reportValue('  longest that others waited', `${(delay.max / 1e6).toFixed(1)} ms`)
    delay.disable()
    index.query({}, { sortBy, limit: 50 })
  }
  const start = performance.now()
  let pages = 0
  let cursor: string | undefined
  do {
    cursor = index.query({}, { limit: 1000, sortBy: 'model', ...(cursor && { cursor }) }).nextCursor
    pages += 1
  } while (cursor !== undefined)
  reportValue(
    'walk of all pages of 1,000',
    `${((performance.now() - start) / pages).toFixed(2)} ms/page`,
  )
}

async function measureSnapshot(index: GalleryIndex): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'gallery-bench-'))
  const path = join(directory, 'snapshot')
  const state = { index, directories: [], device: 1 }
  report(
    'capture of a snapshot',
    measure(3, () => captureSnapshot('x', owner, state)),
  )
  const start = performance.now()
  await writeSnapshot(path, captureSnapshot('x', owner, state))
  const { size } = await stat(path)
  reportValue(
    'writing it',
    `${(performance.now() - start).toFixed(0)} ms, ${Math.round(size / 1e6)} MB`,
  )
  report(
    'reading it',
    measure(3, () => readSnapshot(path, owner)),
  )
  await rm(directory, { recursive: true })
}

console.log(`${count} images, Node ${process.version}`)
const start = performance.now()
const index = fill()
reportValue(
  'filling',
  `${(((performance.now() - start) * 1000) / count).toFixed(1)} µs/image, ${memory()}`,
)
measureQueries(index)
measurePlaces(index)
await measureSorts(index)
reportValue('memory', memory())
await measureSnapshot(index)
