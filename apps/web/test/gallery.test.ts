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
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('2 selected').waitFor()
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('slider', { name: /^How much is seen of/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Compare' }).waitFor({ state: 'detached' })

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

  it('deletes hundreds, tells how far it is, is stopped between, and takes back what it did', async () => {
    await using opened = await openPage({
      path: '/gallery',
      fill: (gallery) => fillGallery(gallery, { count: 450 }),
    })
    const { page } = opened
    const grid = page.getByRole('grid', { name: 'Pictures' })
    const total = (text: string) => page.locator('header').getByText(text, { exact: true })
    const deleteAll = async (): Promise<void> => {
      await total('450').waitFor()
      await grid.getByRole('link').first().focus()
      await page.keyboard.press('Control+a')
      await page.getByText('450 selected').waitFor()
      await page.keyboard.press('Delete')
    }
    const gate = Promise.withResolvers<void>()
    await page.route('**/api/gallery/trash', async (route) => {
      await gate.promise
      await route.continue()
    })
    await grid.getByRole('img').first().waitFor()
    await deleteAll()
    await page.getByText('Deleting 0 of 450').waitFor()
    await opened.checkAccess()
    await page.getByRole('button', { name: 'Stop' }).click()
    gate.resolve()
    await page.getByText('Moved 200 pictures to the trash.').waitFor()
    await page.getByText('Stopped: 250 pictures stayed as they were.').waitFor()
    await total('250').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Restored 200 pictures.').waitFor()

    await deleteAll()
    await page.getByText('Moved 450 pictures to the trash.').waitFor()
    await total('0').waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('Restored 450 pictures.').waitFor()
    await total('450').waitFor()
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
