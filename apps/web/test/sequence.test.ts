import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser, openPage, phone } from './open-page.ts'

const story =
  'Mia finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her lost brother waits at dawn.'

const parameters = { steps: 4, resolution: { width: 256, height: 256 } }

async function send(url: string, path: string, body: object = {}): Promise<unknown> {
  const answer = await fetch(`${url}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
  return answer.json()
}

/** Makes a sequence of four frames. @returns its id. */
async function tell(url: string, more: object = {}): Promise<string> {
  const written = await send(url, 'sequence/prompts', {
    story_description: story,
    frame_count: 4,
    model: 'base/dreamscape_xl.safetensors',
  })
  const { sequence_id, prompts } = Object(written)
  await send(url, 'sequence/generate', { sequence_id, prompts, parameters, ...more })
  return sequence_id
}

const frame = (page: Page, number: number) => page.getByRole('article', { name: `Frame ${number}` })
const picture = (page: Page, number: number) =>
  frame(page, number).getByRole('link', { name: `Open frame ${number}` })

const pictureIs = async (page: Page, number: number): Promise<string | null> =>
  picture(page, number).getAttribute('href')

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe.skipIf(!hasBrowser)('a story that was made', () => {
  it('comes frame by frame, is looked at and played, and one frame is made anew', async () => {
    await using opened = await openPage({ path: '/stories' })
    const { page, darkroom, url } = opened
    await page.getByText('Every story you illustrate will be here.').waitFor()
    await opened.checkAccess()
    const id = await tell(darkroom.url)
    await page.getByRole('link', { name: /^Mia finds a lantern in a dark forest/ }).click()
    await expect.poll(() => page.url()).toBe(`${url}/stories?sequence=${id}`)
    for (const number of [1, 2, 3, 4]) await picture(page, number).waitFor()
    await page.getByText('Done', { exact: true }).waitFor()
    await opened.checkAccess()

    await picture(page, 2).click()
    const lightbox = page.getByRole('dialog', { name: /^Picture 2 of 4/ })
    await lightbox.waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('dialog', { name: /^Picture 3 of 4/ }).waitFor()
    await expect.poll(() => page.url()).toContain('frame=3')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    const before = await pictureIs(page, 2)
    await frame(page, 2).getByRole('button', { name: 'Make anew' }).click()
    const redo = page.getByRole('dialog', { name: 'Make frame 2 anew' })
    await redo.getByRole('textbox', { name: 'Prompt' }).fill('Mia rows over the river')
    await redo.getByRole('button', { name: 'Keep its seed' }).click()
    await redo.getByRole('button', { name: 'Make it anew' }).click()
    await redo.waitFor({ state: 'detached' })
    await expect.poll(() => pictureIs(page, 2)).not.toBe(before)
    await frame(page, 2).getByText('Prompt').click()
    await frame(page, 2)
      .getByRole('paragraph')
      .filter({ hasText: 'Mia rows over the river' })
      .waitFor()

    await page.getByRole('button', { name: 'Contact sheet' }).click()
    const sheet = page.getByRole('dialog', { name: 'Contact sheet' })
    await sheet.getByAltText('All 4 frames with their numbers').waitFor()
    const download = page.waitForEvent('download')
    await sheet.getByRole('button', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toBe(`contact-sheet_${id.slice(0, 8)}.webp`)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Slideshow' }).click()
    const show = (number: number) =>
      page.getByRole('dialog', { name: `Slideshow: frame ${number}`, exact: true })
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Play' }).waitFor()
    await page.keyboard.press('End')
    await show(4).waitFor()
    await page.keyboard.press('ArrowRight')
    await show(1).waitFor()
    await page.keyboard.press('+')
    await page.getByText('1 s', { exact: true }).waitFor()
    await page.keyboard.press('Space')
    await show(2).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Move its pictures to the trash' }).click()
    await page.getByRole('button', { name: 'Move them to the trash' }).click()
    await frame(page, 3).getByText('Its picture is no longer in the gallery.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await picture(page, 3).waitFor()

    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Again with other seeds' }).click()
    await expect.poll(() => page.url()).not.toContain(id)
    await picture(page, 4).waitFor()
  })

  it('is paused, goes on, fails in one frame, is cancelled, and says when it is gone', async () => {
    await using opened = await openPage({ viewport: phone, theme: 'light' })
    const { page, darkroom, url } = opened
    await send(darkroom.url, 'queue/pause')
    const id = await tell(darkroom.url, { chain: true })
    await page.goto(`${url}/stories?sequence=${id}`)
    await frame(page, 1).waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('No further frame begins until you resume it.').waitFor()
    await opened.checkAccess()
    expect(await overflow(page)).toBe(0)
    darkroom.simulator.faults.add({ kind: 'node-error', nodeClass: 'KSampler', skip: 1 })
    await send(darkroom.url, 'queue/resume')
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByText('1 frame failed, 2 frames were not made.').waitFor()
    await frame(page, 3).getByText('Left out, because frame 2 failed.').waitFor()
    await frame(page, 2).getByRole('button', { name: 'Try again' }).waitFor()
    await opened.checkAccess()

    await darkroom.stop()
    await darkroom.start()
    await send(darkroom.url, 'queue/pause')
    await page.getByRole('button', { name: 'Try again' }).first().click()
    await page.getByRole('button', { name: 'Cancel …' }).click()
    await page.getByRole('button', { name: 'Cancel them' }).click()
    await page.getByText('Cancelled', { exact: true }).first().waitFor()
    await page.getByRole('link', { name: 'All stories' }).click()
    await page.getByRole('list', { name: 'Stories' }).getByRole('link').waitFor()
    await opened.checkAccess()
    expect(await overflow(page)).toBe(0)

    await page.goto(`${url}/stories?sequence=9c5b94b1-35ad-49bb-b118-8e8fc24abf80`)
    await page.getByText('This story is not there any more.').waitFor()
  })
})
