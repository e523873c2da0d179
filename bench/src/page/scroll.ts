import type { Page } from 'playwright-core'
import { printSpread } from '../table.ts'
import { measureMainThread, printMainThread } from './main-thread.ts'
import type { Browser } from './open-browser.ts'

const frames = 300

interface Scrolled {
  /** Milliseconds from each frame to the next. */
  readonly deltas: readonly number[]
  /** Of each frame of more than 50 ms: how long scripts ran in it. */
  readonly longScripts: readonly number[]
}

/** Scrolls by so many pixels with each frame, as the browser offers them. */
const scroll = (page: Page, pixels: number): Promise<Scrolled> =>
  page.evaluate(
    async ({ pixels, frames }) => {
      const grid = document.querySelector('[role="grid"]')?.parentElement
      if (grid === null || grid === undefined) throw new Error('The grid is not there.')
      const longScripts: number[] = []
      const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { scripts } = Object(entry)
          longScripts.push(
            scripts.reduce((sum: number, { duration }: { duration: number }) => sum + duration, 0),
          )
        }
      })
      observer.observe({ type: 'long-animation-frame' })
      const nextFrame = (): Promise<number> =>
        new Promise((resolve) => requestAnimationFrame(resolve))
      const deltas: number[] = []
      let before = await nextFrame()
      for (let frame = 0; frame < frames; frame += 1) {
        grid.scrollTop += pixels
        const now = await nextFrame()
        deltas.push(now - before)
        before = now
      }
      observer.disconnect()
      return { deltas, longScripts }
    },
    { pixels, frames },
  )

/** Measures what scrolling through a large gallery costs: slowly, as with a wheel, and as fast as one is flung. */
export async function measureScroll(browser: Browser, url: string): Promise<void> {
  const page = await browser.open()
  await page.goto(`${url}/gallery`)
  await page.locator('[role="grid"] img').first().waitFor()
  for (const [name, pixels] of [
    ['slowly', 40],
    ['fast', 400],
  ] as const) {
    const { result, spent } = await measureMainThread(page, () => scroll(page, pixels))
    printSpread(`${name}, ${pixels} px a frame: frame to frame`, result.deltas, 'ms')
    printMainThread(`${name}: each frame`, spent, frames)
    console.log(
      `${name}: ${result.longScripts.length} of ${frames} frames took more than 50 ms, with scripts of at most ${Math.max(0, ...result.longScripts).toFixed(1)} ms`,
    )
  }
  await page.context().close()
}
