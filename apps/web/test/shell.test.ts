import { describe, expect, it } from 'vitest'
import { hasBrowser, openPage, phone } from './open-page.ts'

const titles = ['Create', 'Queue', 'Gallery', 'Workflows', 'Stories', 'Servers', 'Settings']

describe.skipIf(!hasBrowser)('the page', () => {
  it('leads from each view to each other, and back', async () => {
    await using opened = await openPage()
    const { page } = opened
    const navigation = page.getByRole('navigation', { name: 'Views' })
    for (const title of titles) {
      await navigation.getByRole('link', { name: title }).click()
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
    }
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
  })

  it('says when the server is down, and goes on by itself when it is back', async () => {
    await using opened = await openPage({ path: '/queue' })
    const { page, darkroom } = opened
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    await darkroom.stop()
    await page.getByText('Darkroom does not answer').waitFor()
    await darkroom.start()
    await page.getByText('Darkroom does not answer').waitFor({ state: 'detached' })
  })

  it('fits a narrow phone', async () => {
    await using opened = await openPage({ viewport: phone })
    const { page } = opened
    await page.getByRole('heading', { level: 1, name: 'Create' }).waitFor()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await opened.checkAccess()
  })
})
