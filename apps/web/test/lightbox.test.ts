import { describe, expect, it } from 'vitest'
import { fillGallery } from './fill-gallery.ts'
import { hasBrowser, openPage, phone } from './open-page.ts'

const fill = (gallery: string): Promise<void> => fillGallery(gallery, { count: 12 })

describe.skipIf(!hasBrowser)('the lightbox', () => {
  it('leads through the list by keys, and does with a picture what can be done', async () => {
    await using opened = await openPage({ path: '/gallery', fill })
    const { page } = opened
    const shows = async (name: string) => {
      await page.getByRole('dialog', { name }).waitFor()
      await page.locator('[role="dialog"]:focus-within').waitFor()
    }
    await page.locator('[data-place="1"] a').click()
    await shows('Picture 2 of 12: a red boat, number 1')
    await page.keyboard.press('ArrowRight')
    await shows('Picture 3 of 12: an old library, number 2')
    await page.keyboard.press('i')
    const details = page.getByRole('complementary', { name: 'Details' })
    await details.getByText('dreamscape_xl').waitFor()
    await opened.checkAccess()
    await page.keyboard.press('f')
    await page.getByRole('button', { name: 'Favourite', pressed: true }).waitFor()

    await page.keyboard.press('Delete')
    await page.getByText('Moved to the trash').waitFor()
    await shows('Picture 3 of 11: a fox in snow, number 3')
    await page.keyboard.press('Control+z')
    await page.getByText('The picture is back').waitFor()
    await shows('Picture 4 of 12: a fox in snow, number 3')

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor({ state: 'detached' })
    const { searchParams } = new URL(page.url())
    await page.reload()
    await shows('Picture 4 of 12: a fox in snow, number 3')
    // A view is gone as soon as it is left, also when the code of the next comes late.
    await page.route(/create-view/, async (route) => {
      await page.locator('[role="dialog"]').waitFor({ state: 'detached' })
      await route.continue()
    })
    await page.keyboard.press('u')
    await page.getByRole('heading', { level: 1, name: 'Create' }).waitFor()
    expect(searchParams.get('image')).toMatch(/^i/)
  })

  it('fits a narrow phone, with all that can be done behind a button', async () => {
    await using opened = await openPage({ path: '/gallery', fill, viewport: phone })
    const { page } = opened
    await page.locator('[data-place="0"] a').click()
    await page.getByRole('dialog', { name: 'Picture 1 of 12' }).waitFor()
    const bar = page.getByRole('dialog').getByRole('button')
    for (const button of await bar.all()) {
      const box = await button.boundingBox()
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(phone.width)
    }
    await page.getByRole('button', { name: 'Details' }).click()
    await page.getByRole('complementary', { name: 'Details' }).waitFor()
    await opened.checkAccess()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Show the workflow' }).click()
    await page.getByText('This picture carries no workflow.').waitFor()
  })
})

describe.skipIf(!hasBrowser)('the trash', () => {
  it('gives back what was deleted, and is emptied only when that is meant', async () => {
    await using opened = await openPage({ path: '/gallery', fill })
    const { page } = opened
    await page.locator('[data-place="0"] a').focus()
    await page.keyboard.press('Control+a')
    await page.getByText('12 selected').waitFor()
    await page.keyboard.press('Delete')
    await page.getByText('Moved 12 pictures to the trash.').waitFor()
    await page.getByRole('link', { name: 'Trash' }).click()
    await page.getByRole('heading', { level: 1, name: 'Trash' }).waitFor()
    const tiles = page.getByRole('list', { name: 'Deleted pictures' }).getByRole('button')
    await tiles.nth(11).waitFor()
    await tiles.nth(0).click()
    await opened.checkAccess()
    await page.getByRole('button', { name: 'Restore' }).click()
    await tiles.nth(11).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Empty the trash' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await tiles.count()).toBe(11)
    await page.getByRole('button', { name: 'Empty the trash' }).click()
    await page.getByRole('button', { name: 'Delete 11 pictures' }).click()
    await page.getByText('The trash is empty.').waitFor()
  })
})
