import { link, mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encodePng } from './png.ts'

/** Pictures that differ; the others are further names of the same files, or 100,000 of them would need a disk of their own. */
const different = 500

/** Names in a folder. */
const perFolder = 1000

const daySeconds = 86_400

const words =
  'portrait woman rain neon city detailed eyes lighting forest morning mist ancient temple golden hour dramatic sky ocean waves mountain village winter snow lantern market street dragon library window cat fox wolf raven flowers garden river bridge moon stars desert storm ship harbour'.split(
    ' ',
  )

const promptOf = (seed: number): string =>
  Array.from(
    { length: 24 },
    (_, place) => words[(seed * (place + 3) + place * place) % words.length],
  ).join(' ')

/** Fills a folder with pictures of many days, each with a prompt. */
export async function fillGallery(gallery: string, count: number): Promise<void> {
  const now = Math.floor(Date.now() / 1000)
  const folders = Math.ceil(count / perFolder)
  for (let folder = 0; folder < folders; folder += 1) {
    await mkdir(join(gallery, 'old', String(folder)), { recursive: true })
  }
  for (let seed = 0; seed < Math.min(different, count); seed += 1) {
    const names = Array.from(
      { length: Math.ceil((count - seed) / different) },
      (_, copy) => seed + copy * different,
    ).map((number) => join(gallery, 'old', String(number % folders), `${number}.png`))
    const [first = '', ...others] = names
    const parameters = `${promptOf(seed)}\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: ${seed}, Size: 512x512, Model: dreamscape_xl`
    await writeFile(first, encodePng({ width: 512, height: 512, seed, parameters }))
    for (const other of others) await link(first, other)
    const seconds = now - (seed % 250) * daySeconds - seed
    await utimes(first, seconds, seconds)
  }
}
