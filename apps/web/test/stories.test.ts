import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { boatWorkflow } from './boat-workflow.ts'
import { hasBrowser, openPage, phone } from './open-page.ts'

const story =
  'Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her lost brother waits at dawn.'

const prompt = (page: Page, number: number) =>
  page.getByRole('textbox', { name: `Prompt of frame ${number}`, exact: true })
const picture = (page: Page, number: number) =>
  page
    .getByRole('article', { name: `Frame ${number}` })
    .getByRole('link', { name: `Open frame ${number}` })
const promptIs = (page: Page, number: number, text: string) =>
  expect.poll(() => prompt(page, number).inputValue()).toBe(text)

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Chooses a small size, as a person would who is in a hurry. */
async function small(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Width and height in pixels' }).click()
  for (const side of ['Width', 'Height']) {
    await page.getByRole('textbox', { name: side, exact: true }).fill('256')
    await page.keyboard.press('Tab')
  }
}

describe.skipIf(!hasBrowser)('a story that is to be made', () => {
  it('becomes frames, which are edited, deleted, put back and moved, and then pictures', async () => {
    await using opened = await openPage({ path: '/stories' })
    const { page, url } = opened
    await page.getByRole('link', { name: 'New story' }).first().click()
    const text = page.getByRole('textbox', { name: 'Story', exact: true })
    await text.fill('Mia walks.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('this has 10').waitFor()
    await text.fill(story)
    await page.getByRole('textbox', { name: 'Frames', exact: true }).fill('4')
    await page.keyboard.press('Tab')
    await opened.checkAccess()
    await page.getByRole('button', { name: 'Make frames' }).click()

    await prompt(page, 4).waitFor()
    const second = await prompt(page, 2).inputValue()
    await prompt(page, 1).fill('Mia lights the lantern')
    await page.getByRole('button', { name: 'Delete frame 2' }).click()
    await prompt(page, 4).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await promptIs(page, 2, second)
    await prompt(page, 1).press('Alt+ArrowDown')
    await promptIs(page, 2, 'Mia lights the lantern')
    expect(await prompt(page, 2).evaluate((area) => area === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: 'Move frame 2 up' }).click()
    await promptIs(page, 1, 'Mia lights the lantern')

    await page.reload()
    await promptIs(page, 1, 'Mia lights the lantern')
    await small(page)
    await page.getByRole('button', { name: 'Add a frame', exact: true }).click()
    await prompt(page, 5).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText('Say what is to be seen.').waitFor()
    await prompt(page, 5).fill('The end')
    await page.getByRole('button', { name: 'Only in this frame' }).last().click()
    await page.getByRole('textbox', { name: 'Seed' }).first().fill('77')
    await opened.checkAccess()
    await page.getByRole('button', { name: 'Make 5 pictures' }).click()

    for (const number of [1, 2, 3, 4, 5]) await picture(page, number).waitFor()
    const id = new URL(page.url()).searchParams.get('sequence')
    const made: unknown = await (await fetch(`${url}/api/sequence/${id}`)).json()
    expect(made).toMatchObject({
      story: { description: story },
      frames: [
        { prompt: 'Mia lights the lantern' },
        { prompt: second },
        {},
        {},
        { prompt: 'The end', seed: 77, image: { width: 256, height: 256 } },
      ],
    })
    await page.getByRole('button', { name: 'Contact sheet' }).click()
    await page.getByAltText('All 5 frames with their numbers').waitFor()

    // A story that somebody had written elsewhere is edited here, also when it was sent meanwhile.
    const ask = (path: string, body: object) =>
      fetch(`${url}/api/sequence/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const model = 'base/dreamscape_xl.safetensors'
    const written = await ask('prompts', { story_description: story, frame_count: 3, model })
    const { sequence_id, prompts } = Object(await written.json())
    await page.goto(`${url}/stories?draft=${sequence_id}`)
    await prompt(page, 3).fill('a hen')
    expect((await ask('generate', { sequence_id, prompts })).status).toBe(202)
    await small(page)
    await page.getByRole('button', { name: 'Make 3 pictures' }).click()
    await page.getByText('This story was sent before.').waitFor()
    await opened.checkAccess()
    await page.getByRole('button', { name: 'Make these frames as another one' }).click()
    await picture(page, 3).waitFor()
    const other = new URL(page.url()).searchParams.get('sequence')
    expect(other).not.toBe(sequence_id)
    expect(await (await fetch(`${url}/api/sequence/${other}`)).json()).toMatchObject({
      frames: [{}, {}, { prompt: 'a hen' }],
    })

    // What was sent is no draft any more, and the next story is another one.
    await page.goto(`${url}/stories?new=1`)
    expect(await text.inputValue()).toBe('')
    await page.getByText('Not sent yet').waitFor({ state: 'detached' })
  })

  it('is made of one’s own prompts on a phone, by a model that was misspelt, and by a workflow', async () => {
    await using opened = await openPage({
      path: '/stories?new=1',
      viewport: phone,
      theme: 'light',
    })
    const { page, url } = opened
    const take = async () => {
      await page.getByRole('radio', { name: 'Prompts of my own' }).click()
      await page.getByRole('textbox', { name: 'Prompts' }).fill('1. a hen\n2. a heron\n')
      await page.getByRole('button', { name: 'Make frames' }).click()
      await promptIs(page, 2, 'a heron')
    }
    await take()
    await opened.checkAccess()
    expect(await overflow(page)).toBe(0)
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('darkroom.story.')) ?? ''
      const draft = JSON.parse(localStorage.getItem(key) ?? '')
      draft.settings.model = 'base/dreamscape.safetensors'
      draft.settings.resolution = { width: 256, height: 256 }
      localStorage.setItem(key, JSON.stringify(draft))
    })
    await page.reload()
    await page.getByRole('button', { name: 'Make 2 pictures' }).click()
    await page.getByRole('button', { name: 'base/dreamscape_xl.safetensors' }).click()
    await page.getByRole('button', { name: 'Make 2 pictures' }).click()
    for (const number of [1, 2]) await picture(page, number).waitFor()

    const posted = await fetch(`${url}/api/workflows?name=boats`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: boatWorkflow(),
    })
    expect(posted.status).toBe(201)
    await page.goto(`${url}/stories?new=1`)
    await take()
    await page.getByRole('radio', { name: 'A workflow' }).click()
    await page.getByRole('button', { name: 'Make 2 pictures' }).click()
    await page.getByText('Choose the workflow that makes the frames.').waitFor()
    await page.getByRole('combobox', { name: 'Workflow' }).fill('boats')
    await page.getByRole('option', { name: /^boats/ }).click()
    await page.getByRole('radio', { name: 'Counted up' }).click()
    await page.getByRole('button', { name: 'Make 2 pictures' }).click()
    for (const number of [1, 2]) await picture(page, number).waitFor()
    const id = new URL(page.url()).searchParams.get('sequence')
    const made = await (await fetch(`${url}/api/sequence/${id}`)).json()
    const [first, next] = Object(made).seeds
    expect(next).toBe(first + 1)
    expect(await overflow(page)).toBe(0)
  })
})
