import { describe, expect, it } from 'vitest'
import { fillGallery } from './fill-gallery.ts'
import { hasBrowser, openPage, phone } from './open-page.ts'

const few = { fill: (gallery: string) => fillGallery(gallery, { count: 30, perDay: 10 }) }

describe.skipIf(!hasBrowser)('the gallery', () => {
  it('searches 20,000 pictures as one types, and reaches the oldest at once', async () => {
    await using opened = await openPage({
      path: '/gallery',
      fill: (gallery) => fillGallery(gallery, { count: 20_000 }),
    })
    const { page } = opened
    const grid = page.getByRole('grid', { name: 'Pictures' })
    // The folder is read while the page is open.
    await page.locator('header').getByText('20,000', { exact: true }).waitFor()
    await grid.getByRole('img').first().waitFor()

    await page.getByRole('slider', { name: 'Day' }).focus()
    await page.keyboard.press('End')
    await grid
      .getByRole('img', { name: /number 198\d\d$/ })
      .first()
      .waitFor()
    // Only what is seen is there.
    expect(await grid.getByRole('gridcell').count()).toBeLessThan(200)

    await page.getByLabel('Search prompts').fill('boat 12345')
    await page.locator('header').getByText('0', { exact: true }).waitFor()
    await page.getByText('No picture is like that.').waitFor()
    await page.getByLabel('Search prompts').fill('lighthouse 12345')
    await grid.getByRole('img', { name: 'a lighthouse, number 12345' }).waitFor()
    expect(new URL(page.url()).searchParams.get('keyword')).toBe('lighthouse 12345')
    expect(await grid.getByRole('img').count()).toBe(1)
  })

  it('is used by keys alone: move, select, mark, delete, undo', async () => {
    await using opened = await openPage({ path: '/gallery', ...few })
    const { page } = opened
    const grid = page.getByRole('grid', { name: 'Pictures' })
    await grid.getByRole('img', { name: 'a lighthouse, number 0' }).waitFor()
    await opened.checkAccess()

    const checked = grid.getByRole('checkbox', { checked: true })
    await grid.getByRole('link').first().focus()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(() => checked.count()).toBe(3)
    await page.keyboard.press('f')
    await expect.poll(() => grid.getByText('Favourite').count()).toBe(3)
    await page.keyboard.press('Delete')
    await page.getByText('Moved 3 pictures to the trash.').waitFor()
    await page.locator('header').getByText('27', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.locator('header').getByText('30', { exact: true }).waitFor()

    await grid.getByRole('link').first().focus()
    await page.keyboard.press('Control+a')
    await expect.poll(() => page.getByText('30 selected').count()).toBe(1)
    await page.keyboard.press('Escape')
    await expect.poll(() => checked.count()).toBe(0)

    await page.getByRole('button', { name: 'Only favourites' }).click()
    await page.locator('header').getByText('3', { exact: true }).waitFor()
    await page.goBack()
    await page.locator('header').getByText('30', { exact: true }).waitFor()
  })

  it('fits a narrow phone, in the light', async () => {
    await using opened = await openPage({
      path: '/gallery',
      viewport: phone,
      theme: 'light',
      ...few,
    })
    const { page } = opened
    await page.getByRole('img', { name: 'a lighthouse, number 0' }).waitFor()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await opened.checkAccess()
  })
})
