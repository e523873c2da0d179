import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { fillGallery } from './fill-gallery.ts'
import { hasBrowser, openPage, phone } from './open-page.ts'

/** Milliseconds of a frame, by the page's clock, which stands still unless it is told to go on. */
const frame = 16

const scrollBy = (grid: Locator, pixels: number): Promise<void> =>
  grid.evaluate(async ({ parentElement: scroller }, by) => {
    if (scroller === null) return
    const scrolled = new Promise((resolve) =>
      scroller.addEventListener('scroll', resolve, { once: true }),
    )
    scroller.scrollTop += by
    await scrolled
  }, pixels)

const loadedInSight = (page: Page): Promise<readonly boolean[]> =>
  page.getByRole('gridcell').evaluateAll((cells) =>
    cells
      .filter((cell) => {
        const { top, bottom } = cell.getBoundingClientRect()
        return bottom > 0 && top < innerHeight
      })
      .map((cell) => {
        const image = cell.querySelector('img')
        return image?.complete === true && image.naturalWidth > 0
      }),
  )

/** The gallery with 100 pictures, all of which its list has, in one column; the page's clock stands still. */
async function openStill() {
  const opened = await openPage({
    path: '/gallery',
    viewport: phone,
    fill: (gallery) => fillGallery(gallery, { count: 100 }),
  })
  const { page } = opened
  await page.locator('header').getByText('100', { exact: true }).waitFor()
  await page.clock.install()
  await page.reload()
  const grid = page.getByRole('grid', { name: 'Pictures' })
  await grid.getByRole('img').first().waitFor()
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000)
  return { opened, page, grid }
}

describe.skipIf(!hasBrowser)('the gallery while it is flung', () => {
  it('asks for no pictures that only fly past, and for all where it comes to rest', async () => {
    const { opened, page, grid } = await openStill()
    await using _ = opened
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    for (let step = 0; step < 24; step += 1) {
      await scrollBy(grid, 1000)
      await page.clock.runFor(frame)
    }
    await page.clock.resume()
    await expect.poll(() => loadedInSight(page)).not.toContain(false)
    expect(await loadedInSight(page)).not.toEqual([])

    const pictures: readonly { readonly thumbnail_url: string }[] = await (
      await fetch(`${opened.url}/api/gallery?offset=20&limit=40`)
    ).json()
    const flownPast = pictures.map(({ thumbnail_url }) => new URL(thumbnail_url, opened.url))
    expect(flownPast).toHaveLength(40)
    expect(flownPast.filter(({ pathname }) => asked.includes(pathname))).toEqual([])
    await opened.checkAccess()
  })

  it('keeps the focus on a picture that is seen, while a key is held down', async () => {
    const { opened, page, grid } = await openStill()
    await using _ = opened
    await grid.getByRole('link').first().focus()
    const focused = grid.locator('[data-place]:focus-within')
    for (let press = 0; press < 6; press += 1) {
      const before = Number(await focused.getAttribute('data-place'))
      await page.keyboard.press('PageDown')
      await page.clock.runFor(frame)
      await expect
        .poll(async () => Number(await focused.getAttribute('data-place')))
        .toBeGreaterThan(before)
    }
    await expect
      .poll(() => focused.getByRole('img').evaluate((image) => Object(image).naturalWidth))
      .toBeGreaterThan(0)
  })
})
