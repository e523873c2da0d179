import { describe, expect, it } from 'vitest'
import { hasBrowser, openPage } from './open-page.ts'

const secret = 'ein Schlüssel, länger als 16 Zeichen'

describe.skipIf(!hasBrowser)('a server with a token', () => {
  it('is locked until the right token is given, and then shows pictures and what happens', async () => {
    await using opened = await openPage({ path: '/gallery', settings: { API_TOKEN: secret } })
    const { page, darkroom } = opened
    await page.getByRole('heading', { name: 'Log in to Darkroom' }).waitFor()
    await opened.checkAccess()
    await page.getByLabel('Token').fill('wrong')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByText('That is not the token of this server.').waitFor()
    await page.getByLabel('Token').fill(secret)
    await page.keyboard.press('Enter')
    await page.getByText('Every picture you make will be here.').waitFor()

    const bytes = String.fromCharCode(...new TextEncoder().encode(secret))
    const headers = { authorization: `Bearer ${bytes}`, 'content-type': 'application/json' }
    const json = { prompt: 'a lighthouse', model: 'base/dreamscape_xl.safetensors', steps: 2 }
    const body = JSON.stringify({ ...json, resolution: { width: 256, height: 256 } })
    const sent = await fetch(`${darkroom.url}/api/generate`, { method: 'POST', headers, body })
    expect(sent.status).toBe(202)
    const image = page.getByRole('img', { name: 'a lighthouse' })
    await image.waitFor()
    await expect
      .poll(() => image.evaluate((element) => Reflect.get(element, 'naturalWidth')))
      .toBeGreaterThan(0)
  })

  it('that is not to be kept on this machine is kept for the tab alone', async () => {
    await using opened = await openPage({ path: '/settings', settings: { API_TOKEN: secret } })
    const { page } = opened
    await page.getByLabel('Token').fill(secret)
    await page.getByRole('checkbox', { name: 'Keep me logged in on this machine' }).click()
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }))
    expect(kept).not.toContain(secret)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  })

  it('stays open over a reload, and is locked again by logging out', async () => {
    await using opened = await openPage({ path: '/settings', settings: { API_TOKEN: secret } })
    const { page } = opened
    await page.getByLabel('Token').fill(secret)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
    await opened.checkAccess()
    await page.getByRole('radio', { name: 'Light' }).click()
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light')
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'Log in to Darkroom' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Log in to Darkroom' }).waitFor()
  })
})
