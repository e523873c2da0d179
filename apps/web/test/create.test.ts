import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser, openPage, phone } from './open-page.ts'

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true })
const finished = (page: Page, text: string) => page.getByRole('img', { name: text })
const tiles = (page: Page, title: RegExp) =>
  page.getByRole('list', { name: 'Recent pictures' }).getByRole('button', { name: title })

/** Puts words into the form that nobody could choose from its lists. */
async function fillForm(page: Page, draft: object): Promise<void> {
  await page.evaluate(
    (text) => localStorage.setItem('darkroom.create', text),
    JSON.stringify(draft),
  )
  await page.reload()
}

describe.skipIf(!hasBrowser)('create', () => {
  it('makes a picture in three actions: open, type, press; it emerges, and a reload loses nothing', async () => {
    await using opened = await openPage({
      simulation: { stepsPerSecond: 12, previewMethod: 'latent2rgb' },
    })
    const { page } = opened
    await prompt(page).fill('a fox in the fog')
    await page.keyboard.press('Control+Enter')

    await page.locator('[data-state="processing"] img').first().waitFor()
    await page
      .getByText(/step \d+ of \d+/)
      .first()
      .waitFor()
    await finished(page, 'a fox in the fog').waitFor()
    expect(await tiles(page, /^Finished/).count()).toBe(1)
    await opened.checkAccess()

    await page.reload()
    await finished(page, 'a fox in the fog').waitFor()
    expect(await prompt(page).inputValue()).toBe('a fox in the fog')

    // The last seed stays where it is locked, and the same words then make the same picture.
    await page.getByRole('button', { name: 'Keep the last seed' }).click()
    const seed = await page.getByRole('textbox', { name: 'Seed' }).inputValue()
    expect(await page.getByRole('button', { name: /^Copy the seed/ }).textContent()).toContain(seed)

    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('Moved to the trash').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await finished(page, 'a fox in the fog').waitFor()
  })

  it('makes several at once, and cancels what runs', async () => {
    await using opened = await openPage({ simulation: { stepsPerSecond: 100 } })
    const { page, darkroom } = opened
    await prompt(page).fill('a {red|blue} boat')
    await page.getByText('2 options').first().waitFor()
    await page.getByRole('textbox', { name: 'Number of pictures' }).fill('4')
    await page.getByRole('radio', { name: '2:3' }).click()
    await page.getByRole('button', { name: 'Generate' }).click()
    await expect.poll(() => tiles(page, /^Finished/).count()).toBe(4)

    darkroom.simulator.setPace(2)
    await page.getByRole('textbox', { name: 'Number of pictures' }).fill('1')
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await tiles(page, /^Cancelled/).waitFor()
    expect(await prompt(page).inputValue()).toBe('a {red|blue} boat')
  })

  it('offers the nearest name of what no server has, and goes on with it', async () => {
    await using opened = await openPage({ viewport: phone })
    const { page } = opened
    await prompt(page).waitFor()
    await fillForm(page, {
      prompt: 'a hen',
      model: 'base/dreamscape.safetensors',
      loras: [{ name: 'style/inc.safetensors', strength_model: 0.7 }],
    })
    await page.getByRole('button', { name: 'Generate' }).click()
    await page.getByRole('button', { name: 'base/dreamscape_xl.safetensors' }).click()
    await page.getByRole('button', { name: 'Generate again' }).click()
    await page.getByRole('button', { name: 'style/ink.safetensors' }).click()
    await page.getByRole('button', { name: 'Generate again' }).click()
    await finished(page, 'a hen').waitFor()

    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await page.getByRole('button', { name: 'More', expanded: false }).click()
    await page.getByRole('textbox', { name: 'Steps' }).waitFor()
    await opened.checkAccess()
  })
})
