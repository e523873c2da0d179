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

  it('asks for what it missed when the stream of events was refused for a while', async () => {
    await using opened = await openPage({ path: '/gallery' })
    const { page, darkroom, url } = opened
    await page.getByText('Every picture you make will be here').waitFor()
    await fetch(`${url}/api/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a boat', model: 'base/dreamscape_xl.safetensors', steps: 1 }),
    })
    // An event tells of it: from here on the page knows where it is in the stream.
    await page.locator('[data-place="0"]').waitFor()
    const asked = page.waitForRequest((request) => request.url().includes('last_event_id='))
    await page.route(/api\/events/, (route) => route.fulfill({ status: 503 }))
    await darkroom.stop()
    await page.getByText('Darkroom does not answer').waitFor()
    await darkroom.start()
    expect(new URL((await asked).url()).searchParams.get('last_event_id')).not.toBe('')
    await page.unrouteAll()
    await page.getByText('Darkroom does not answer').waitFor({ state: 'detached' })
  })

  it('keeps the other views when the code of one does not come', async () => {
    await using opened = await openPage()
    const { page } = opened
    const navigation = page.getByRole('navigation', { name: 'Views' })
    await page.getByRole('heading', { level: 1, name: 'Create' }).waitFor()
    // As after an upgrade: files of this page are not there any more.
    await page.route(/assets\/servers-view/, (route) => route.fulfill({ status: 404 }))
    await navigation.getByRole('link', { name: 'Servers' }).click()
    const anew = page.getByRole('button', { name: 'Load the page anew' })
    await anew.waitFor()
    await opened.checkAccess()
    await navigation.getByRole('link', { name: 'Queue' }).click()
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    await navigation.getByRole('link', { name: 'Servers' }).click()
    await page.unrouteAll()
    await anew.click()
    await anew.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: 'Servers' }).waitFor()
    // React tells what was caught, once for each time that it was wanted.
    for (const complaint of opened.complaints.splice(0)) expect(complaint).toContain('servers-view')
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
