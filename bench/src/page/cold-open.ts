import type { Page } from 'playwright-core'
import { printSpread } from '../table.ts'
import { serveBarePage } from './bare-page.ts'
import { type MainThread, measureMainThread, printMainThread } from './main-thread.ts'
import type { Browser } from './open-browser.ts'

const runs = 15

const parts: readonly (keyof MainThread)[] = ['script', 'style', 'layout', 'task']

interface Opened {
  /** Milliseconds from the navigation until the heading was painted. */
  readonly heading: number
  /** The same of the first thumbnail, or of the prompt where there are none. */
  readonly first: number
  /** The same of every picture in sight. */
  readonly all: number
}

/** Runs in the page, before its own scripts. */
function watch(what: string): void {
  const times: Record<string, number> = {}
  Object.assign(globalThis, { benchTimes: times })
  const note = (name: string): void => {
    if (name in times) return
    times[name] = Number.NaN
    // After the frame that paints it.
    requestAnimationFrame(() => setTimeout(() => (times[name] = performance.now())))
  }
  const isInSight = (image: HTMLImageElement): boolean => {
    const { top, bottom } = image.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  }
  const look = (): void => {
    if (document.querySelector('h1') !== null) note('heading')
    if (what === 'textarea' && document.querySelector('textarea') !== null) {
      note('first')
      note('all')
    }
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true })
  document.addEventListener(
    'load',
    ({ target }) => {
      if (!(target instanceof HTMLImageElement) || what !== 'img') return
      note('first')
      const images = [...document.images].filter(isInSight)
      const isFull = (images.at(-1)?.getBoundingClientRect().bottom ?? 0) > innerHeight
      if (isFull && images.every(({ complete }) => complete)) note('all')
    },
    true,
  )
}

async function openOnce(page: Page, url: string): Promise<Opened> {
  await page.goto(url, { waitUntil: 'commit' })
  const times = await page.waitForFunction(() => {
    const { benchTimes } = Object(globalThis)
    return benchTimes?.all > 0 && benchTimes.heading > 0 ? benchTimes : undefined
  })
  return times.jsonValue()
}

/** Measures how long a fresh browser looks at nothing, and of it how long at the least that a page can be. */
export async function measureColdOpen(browser: Browser, url: string): Promise<void> {
  await using bare = await serveBarePage()
  for (const [name, address, what] of [
    ['a bare page', bare.url, 'img'],
    ['/gallery', `${url}/gallery`, 'img'],
    ['/', url, 'textarea'],
  ] as const) {
    const opened: Opened[] = []
    const sum = { script: 0, style: 0, layout: 0, task: 0 }
    for (let run = 0; run < runs; run += 1) {
      const page = await browser.open()
      await page.addInitScript(watch, what)
      const { result, spent } = await measureMainThread(page, () => openOnce(page, address))
      opened.push(result)
      for (const key of parts) sum[key] += spent[key]
      await page.context().close()
    }
    const first = what === 'img' ? 'first picture' : 'prompt'
    const times = (key: keyof Opened) => opened.map((one) => one[key])
    printSpread(`${name}: heading`, times('heading'), 'ms')
    printSpread(`${name}: ${first}`, times('first'), 'ms')
    printMainThread(`${name}: until then`, sum, runs)
    if (what === 'img') printSpread(`${name}: every picture in sight`, times('all'), 'ms')
  }
}
