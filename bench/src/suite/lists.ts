import { setTimeout } from 'node:timers/promises'
import { temporaryFolder } from '../temporary-folder.ts'
import { type Figure, quantile } from './figure.ts'
import { createRandom, fill, wordAt } from './fill.ts'
import { type Product, startProduct } from './product.ts'
import { ask, repeat } from './repeat.ts'

/** No ComfyUI is needed for lists; nothing listens on this port. */
const nobody = 'http://127.0.0.1:9'

async function untilWhole(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/api/gallery?limit=1`)
    await answer.arrayBuffer()
    if (answer.ok && answer.headers.get('x-gallery-complete') !== 'false') return
    await setTimeout(5)
  }
}

interface Scanned extends AsyncDisposable {
  readonly product: Product
  readonly figure: Figure
}

/** Starts it before so many pictures that it has never seen, until it has read them all. */
async function scan(folder: string, size: number, row: string): Promise<Scanned> {
  const product = await startProduct(folder, nobody)
  const ready = performance.now()
  const before = await product.cpu()
  await untilWhole(product.url)
  const seconds = (performance.now() - ready) / 1000
  const cpuMs = ((await product.cpu()) - before) / size
  const figure = { row, size, value: Math.round(size / seconds), unit: 'files/s', cpuMs }
  return { product, figure, [Symbol.asyncDispose]: () => product[Symbol.asyncDispose]() }
}

export async function measureSidecars(size: number): Promise<readonly Figure[]> {
  await using folder = await temporaryFolder()
  await fill({ folder: folder.path, count: size, sidecars: true })
  await using scanned = await scan(folder.path, size, 'first scan with sidecars')
  return [scanned.figure]
}

/** The first list in this order, and how long `/api/health/live` is kept waiting meanwhile. */
async function firstOrder(product: Product, size: number): Promise<Figure> {
  const before = await product.cpu()
  const began = performance.now()
  let isDone = false
  const order = ask(`${product.url}/api/gallery?sort_by=prompt&limit=100`).finally(() => {
    isDone = true
  })
  let longest = 0
  while (!isDone) {
    const asked = performance.now()
    await ask(`${product.url}/api/health/live`)
    longest = Math.max(longest, performance.now() - asked)
  }
  await order
  const value = performance.now() - began
  const cpuMs = (await product.cpu()) - before
  const note = `others waited ${longest.toFixed(0)} ms at most`
  return { row: 'first order by prompt', size, value, unit: 'ms', cpuMs, note }
}

/** The whole list: until its first bytes, and until its last. */
async function defaultPage(product: Product, runs: number): Promise<Omit<Figure, 'row'>> {
  const firsts: number[] = []
  const whole = await repeat(product, runs, async () => {
    const began = performance.now()
    const answer = await fetch(`${product.url}/api/gallery`)
    const reader = answer.body?.getReader()
    await reader?.read()
    firsts.push(performance.now() - began)
    while ((await reader?.read())?.done === false);
  })
  return { ...whole, note: `first byte ${quantile(firsts, 0.5).toFixed(1)} ms, ${whole.note}` }
}

/** Lists of so many pictures: every row of the table that grows with them. */
export async function measureLists(size: number, requests: number): Promise<readonly Figure[]> {
  await using folder = await temporaryFolder()
  await fill({ folder: folder.path, count: size })
  await using scanned = await scan(folder.path, size, 'first scan')
  const { product, figure } = scanned
  const rested = await product.rest()
  const state = rested ? 'at rest' : 'still at work after two minutes'
  const memory = async (row: string): Promise<Figure> => {
    return { row, size, value: await product.memory(), unit: 'MB', note: state }
  }
  const figures: Figure[] = [figure, await memory('memory after the scan')]
  figures.push(await firstOrder(product, size))
  const list = `${product.url}/api/gallery`
  const random = createRandom(99)
  const measure = async (row: string, runs: number, url: (run: number) => string) => {
    figures.push({ row, size, ...(await repeat(product, runs, (run) => ask(url(run)))) })
  }
  const places = Math.max(1, size - 100)
  await measure('page of 100', 300, (run) => `${list}?limit=100&offset=${(run * 97) % places}`)
  figures.push({ row: 'default page', size, ...(await defaultPage(product, 30)) })
  await measure('search for two new words', 100, () => {
    const words = `${wordAt(random())} ${wordAt(random())}`
    return `${list}?limit=100&keyword=${encodeURIComponent(words)}`
  })
  const filter = (run: number): string => `min_width=8&keyword=${wordAt(((run * 37) % 100) / 100)}`
  await measure('statistics of a new filter', 100, (run) => `${list}/statistics?${filter(run)}`)
  await measure('facets of a new filter', 100, (run) => `${list}/facets?${filter(run + 200)}a`)
  for (let run = 0; run < requests; run += 1)
    await ask(`${list}?limit=100&offset=${(run * 97) % places}`)
  figures.push(await memory(`memory after ${requests.toLocaleString('en')} requests`))
  return figures
}
