import { GalleryIndex } from '../src/table/gallery-index.ts'
import { measure } from './measure.ts'
import { createRandom, randomRecord } from './random-image.ts'

/**
 * Usage: `node bench/growth-bench.ts [vocabulary] [images…]`. The processor time of each query at several sizes, and the
 * exponents between them: 1 is as the images grow, 0 is not at all. Prompts are made of a vocabulary as any language's.
 */
const [vocabulary = 50_000, ...given] = process.argv.slice(2).map(Number)
const sizes = given.length > 0 ? given : [10_000, 100_000, 1_000_000]

const words =
  'neon fox castle moon temple raven window storm ship wolf river dragon woman rain city eyes sharp forest mist golden sky ocean village winter snow lantern market street library flowers garden bridge stars desert'.split(
    ' ',
  )
const wordAt = (at: number): string => words[Math.floor(at) % words.length] ?? ''
const filter = (run: number): object => ({
  model: 'merged/anime_mix.safetensors',
  minWidth: 600,
  dateFrom: 1_790_000_000_000 + run,
})

/** Each asks for something new, so that no answer is at hand. */
const queries: Record<string, (index: GalleryIndex, run: number) => unknown> = {
  'page of 100': (index) => index.ids({}, { limit: 100 }),
  'search for two new words': (index, run) =>
    index.ids({ keyword: `${wordAt(2 * run)} ${wordAt(2 * run + 1 + run / 17)}` }, { limit: 100 }),
  'search for two rare words': (index, run) =>
    index.ids(
      { keyword: `babad${'aeiou'.charAt(run % 5)} ${'bdfgk'.charAt((run / 5) % 5)}azu` },
      { limit: 100 },
    ),
  'search for a new letter': (index, run) =>
    index.ids({ keyword: 'abcdefghijklmnopqrstuvwxyz'.charAt(run % 26) }, { limit: 100 }),
  'filter by model, width and date': (index, run) => index.ids(filter(run), { limit: 100 }),
  'statistics of a new filter': (index, run) => index.statistics(filter(run), 0),
  'facets of a new filter': (index, run) => index.facets(filter(run)),
  'facets of all': (index, run) => index.facets({ dateFrom: run }),
}

function fill(count: number): GalleryIndex {
  const index = new GalleryIndex()
  const random = createRandom(1)
  index.ids({}, {})
  for (let number = 0; number < count; number += 500) {
    const records = Array.from({ length: Math.min(500, count - number) }, (_, offset) =>
      randomRecord(random, number + offset, vocabulary),
    )
    index.apply(`day-${number / 500}`, records)
  }
  return index
}

/** The median of seven rounds, since the first ones are slower and the others disturbed. */
function cpuMs(work: (run: number) => void): number {
  let run = 0
  const rounds = Array.from({ length: 7 }, () => measure(12, () => work(run++)).cpuMs)
  return rounds.sort((a, b) => a - b)[3] ?? 0
}

const times = new Map<string, number[]>()
for (const size of sizes) {
  const index = fill(size)
  for (const [name, query] of Object.entries(queries)) {
    const known = times.get(name) ?? []
    times.set(name, [...known, cpuMs((run) => query(index, run))])
  }
}
console.log(
  `processor time in ms at ${sizes.join(', ')} images; exponents. Node ${process.version}`,
)
for (const [name, row] of times) {
  const exponents = row.slice(1).map((time, at) => {
    const growth = (sizes[at + 1] ?? 1) / (sizes[at] ?? 1)
    return (Math.log(time / (row[at] ?? 1)) / Math.log(growth)).toFixed(2)
  })
  const shown = row.map((time) => time.toFixed(2).padStart(8)).join('')
  console.log(`${name.padEnd(34)}${shown}   ${exponents.join(' ')}`)
}
