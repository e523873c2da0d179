import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser, openPage, phone } from './open-page.ts'

const words = {
  model: 'base/dreamscape_xl.safetensors',
  steps: 4,
  resolution: { width: 256, height: 256 },
}

async function send(url: string, path: string, body: object = {}): Promise<unknown> {
  const answer = await fetch(`${url}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
  return answer.json()
}

const generate = (url: string, prompt: string, more: object = {}) =>
  send(url, 'generate', { ...words, prompt, ...more })

const rows = (page: Page) => page.getByRole('region', { name: 'Waiting' }).locator('li[data-row]')

/** What the waiting rows are to make, from the top. */
const order = async (page: Page): Promise<readonly string[]> => {
  const texts = await rows(page).allInnerTexts()
  return texts.map((text) => /fox|boat|owl|bear/.exec(text)?.[0] ?? text)
}

const inOrder = (page: Page, expected: readonly string[]) =>
  expect.poll(() => order(page)).toEqual(expected)

describe.skipIf(!hasBrowser)('the queue', () => {
  it('moves what waits by keys and menu, and shows a batch as a stack', async () => {
    await using opened = await openPage()
    const { page, darkroom, url } = opened
    await send(darkroom.url, 'queue/pause')
    await generate(darkroom.url, 'a fox')
    await generate(darkroom.url, 'a boat')
    await generate(darkroom.url, 'an owl')
    await send(darkroom.url, 'batch', { ...words, prompt: 'a bear', batch_count: 3 })
    await page.goto(`${url}/queue`)
    await inOrder(page, ['fox', 'boat', 'owl', 'bear'])
    await page.getByText('The queue is paused.').waitFor()

    const more = (name: RegExp) => rows(page).getByRole('button', { name })
    await more(/^More for an owl/).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await inOrder(page, ['fox', 'owl', 'boat', 'bear'])
    await page.keyboard.press('Alt+Home')
    await inOrder(page, ['owl', 'fox', 'boat', 'bear'])
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(await focused()).toBe('More for an owl')
    await more(/^More for Batch/).click()
    await page.getByRole('menuitem', { name: 'Move to the top' }).click()
    await inOrder(page, ['bear', 'owl', 'fox', 'boat'])
    await page.reload()
    await inOrder(page, ['bear', 'owl', 'fox', 'boat'])

    const batch = rows(page).first()
    await batch.getByText('0 of 3').waitFor()
    await batch.getByRole('button', { name: /^Show the jobs/ }).click()
    await expect.poll(() => batch.locator('li').count()).toBe(3)
    await batch.getByRole('button', { name: /^Pause/ }).click()
    await inOrder(page, ['owl', 'fox', 'boat', 'bear'])
    await opened.checkAccess()
  })

  it('pauses loudly, and cancels one, some and all', async () => {
    await using opened = await openPage({ path: '/queue' })
    const { page, darkroom } = opened
    await page.getByText('Nothing waits').waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('The queue is paused.').waitFor()
    for (const animal of ['a fox', 'a boat', 'an owl']) await generate(darkroom.url, animal)
    await inOrder(page, ['fox', 'boat', 'owl'])
    await rows(page).getByRole('button', { name: 'Cancel a fox' }).click()
    await inOrder(page, ['boat', 'owl'])
    await rows(page).getByRole('checkbox', { name: 'Select a boat' }).click()
    await page.getByRole('button', { name: 'Cancel 1 job' }).click()
    await page.getByRole('button', { name: 'Cancel them' }).click()
    await inOrder(page, ['owl'])
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: /Cancel all/ }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel them' }).click()
    await page.getByText('Nothing waits').waitFor()
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText('The queue is paused.').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Run again' }).first().waitFor()
  })

  it('shows what runs as it emerges, cancels it, and tells what failed and what to do', async () => {
    await using opened = await openPage({
      path: '/queue',
      simulation: { stepsPerSecond: 4, previewMethod: 'latent2rgb' },
    })
    const { page, darkroom } = opened
    await generate(darkroom.url, 'a slow fox', { steps: 100 })
    const card = page.getByRole('article', { name: 'a slow fox' })
    await card.getByText(/step \d+ of 100/).waitFor()
    await card.getByAltText('What emerges').waitFor()
    await card.getByRole('button', { name: 'Cancel' }).click()
    await card.waitFor({ state: 'detached' })
    const finished = page.getByRole('region', { name: 'Finished' })
    await finished.getByText('a slow fox').waitFor()
    darkroom.simulator.faults.add({ kind: 'node-error', times: 'always' })
    await generate(darkroom.url, 'a large bear')
    await finished.getByText('a large bear').waitFor()
    const failed = finished.locator('li', { hasText: 'a large bear' })
    await failed.getByRole('button', { name: 'Retry' }).click()
    await failed.getByText('queued again').waitFor()
  })

  it('stays as it was while the server is away, and is right again after', async () => {
    await using opened = await openPage({ viewport: phone, theme: 'light' })
    const { page, darkroom, url } = opened
    await send(darkroom.url, 'queue/pause')
    await generate(darkroom.url, 'a fox')
    await page.goto(`${url}/queue`)
    await inOrder(page, ['fox'])
    await opened.checkAccess()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await darkroom.stop()
    await page.getByText('This is how the queue stood at').waitFor()
    expect(await order(page)).toEqual(['fox'])
    await darkroom.start()
    await generate(darkroom.url, 'an owl')
    await page.getByText('This is how the queue stood at').waitFor({ state: 'detached' })
    await inOrder(page, ['fox', 'owl'])
  })
})
