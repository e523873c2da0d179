import { describe, expect, it } from 'vitest'
import { boatWorkflow } from './boat-workflow.ts'
import { dropFiles } from './drop-files.ts'
import { hasBrowser, openPage } from './open-page.ts'

describe.skipIf(!hasBrowser)('a workflow that is dropped where pictures are made', () => {
  it('is opened as a workflow; a picture that carries one stays a picture, and its workflow is offered', async () => {
    await using opened = await openPage()
    const { page, darkroom } = opened
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    await prompt.fill('a fox')
    await dropFiles(page, [{ name: 'boats.json', content: boatWorkflow() }])
    await page.getByRole('heading', { level: 2, name: 'boats' }).waitFor()
    await page.getByRole('region', { name: 'What was understood' }).waitFor()
    await page.getByRole('button', { name: /^Run/ }).click()
    const result = page.getByRole('region', { name: 'Result' })
    await result.getByRole('img', { name: 'a red boat' }).waitFor()

    const gallery = await fetch(`${darkroom.url}/api/gallery`)
    const [{ image_url: address }] = await gallery.json()
    const png = await (await fetch(`${darkroom.url}${address}`)).bytes()
    await page.getByRole('link', { name: 'Create' }).click()
    expect(await prompt.inputValue()).toBe('a fox')
    await dropFiles(page, [{ name: 'ComfyUI_00001_.png', content: png }])
    const panel = page.getByRole('region', { name: 'Pictures that go in' })
    await panel
      .getByRole('button', { name: /remove/i })
      .first()
      .waitFor()
    await page.getByText('ComfyUI_00001_.png carries the workflow that made it.').waitFor()
    await page.getByRole('button', { name: 'Open the workflow' }).click()
    await page.getByRole('heading', { level: 2, name: 'ComfyUI_00001_' }).waitFor()

    // What is no workflow is refused there, with the reason.
    await page.getByRole('link', { name: 'Create' }).click()
    await prompt.waitFor()
    await dropFiles(page, [{ name: 'package.json', content: '{"name": "boats"}' }])
    await page.getByText('package.json was not added').waitFor()
  })
})
