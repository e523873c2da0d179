import type { Page } from 'playwright-core'
import { z } from 'zod'
import { printSpread } from '../table.ts'
import type { Browser } from './open-browser.ts'

const searches = ['harbour', 'raven moon', 'forest fox']

const found = z.array(z.object({ image_url: z.string() }))

interface Expected {
  readonly typed: string
  readonly total: string
  /** The address of the picture that comes first; undefined when there is none. */
  readonly first: string | undefined
}

async function expected(url: string, typed: string): Promise<Expected> {
  const query = new URLSearchParams({ keyword: typed.trim(), limit: '1' })
  const response = await fetch(`${url}/api/gallery?${query}`)
  const [image] = found.parse(await response.json())
  const total = Number(response.headers.get('x-total-count')).toLocaleString('en')
  return { typed, total, first: image?.image_url }
}

/** Presses the key, and waits for the frame in which the count and the first picture are those of what was typed. */
async function press(page: Page, letter: string, wanted: Expected): Promise<number> {
  await page.evaluate(({ typed, total, first }) => {
    Object.assign(globalThis, {
      benchShown: new Promise<number>((resolve) => {
        const box = document.querySelector('input[type="search"]')
        if (box === null) throw new Error('The box to search in is not there.')
        box.addEventListener(
          'keydown',
          ({ timeStamp }) => {
            const look = (): void => {
              const keyword = new URLSearchParams(location.search).get('keyword') ?? ''
              const count = document.querySelector('h1')?.parentElement?.textContent ?? ''
              const link = document.querySelector('[data-place="0"] a')
              const isThere =
                first === undefined ? link === null : link?.getAttribute('href')?.endsWith(first)
              if (keyword === typed.trim() && count.includes(total) && isThere) {
                setTimeout(() => resolve(performance.now() - timeStamp))
              } else requestAnimationFrame(look)
            }
            requestAnimationFrame(look)
          },
          { once: true },
        )
      }),
    })
  }, wanted)
  await page.keyboard.press(letter === ' ' ? 'Space' : letter)
  return await page.evaluate(() => Object(globalThis).benchShown)
}

/** Measures from a key that is pressed in the search until the list is shown that it leads to. */
export async function measureSearch(browser: Browser, url: string): Promise<void> {
  const page = await browser.open()
  const times: number[] = []
  for (const words of searches) {
    await page.goto(`${url}/gallery`)
    await page.locator('[role="grid"] img').first().waitFor()
    await page.getByRole('searchbox').focus()
    for (let end = 1; end <= words.length; end += 1) {
      const wanted = await expected(url, words.slice(0, end))
      times.push(await press(page, words.charAt(end - 1), wanted))
    }
  }
  await page.context().close()
  printSpread('key to list', times, 'ms')
}
