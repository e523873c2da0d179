import { describe, expect, it } from 'vitest'
import { hasBrowser, openPage, phone } from './open-page.ts'

describe.skipIf(!hasBrowser)('the servers', () => {
  it('tell what they hold, and are drained and given work again', async () => {
    await using opened = await openPage({ path: '/servers' })
    const { page } = opened
    const card = page.getByRole('article')
    await card.getByText('Ready').waitFor()
    await opened.checkAccess()
    await card.getByRole('button', { name: 'Drain' }).click()
    await card.getByText('Draining').waitFor()
    await card.getByRole('button', { name: 'Give it work again' }).click()
    await card.getByText('Ready').waitFor()
    await page.getByRole('searchbox', { name: 'Search models' }).fill('dreamscape')
    await page
      .getByRole('button', { name: /^About .*dreamscape/ })
      .first()
      .click()
    await page.getByText('Family').waitFor()
  })

  it('that do not answer say what to do, and that they are back', async () => {
    await using opened = await openPage({ path: '/servers', viewport: phone, theme: 'light' })
    const { page, darkroom } = opened
    await page.getByRole('article').getByText('Ready').waitFor()
    await darkroom.simulator.stop()
    await page.getByText('No ComfyUI answers').waitFor()
    await page.getByText('npm run demo').waitFor()
    await opened.checkAccess()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await darkroom.simulator.start()
    await page.getByText('No ComfyUI answers').waitFor({ state: 'detached' })
  })
})
