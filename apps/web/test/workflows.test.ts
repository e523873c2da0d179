import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { boatWorkflow } from './boat-workflow.ts'
import { dropFiles } from './drop-files.ts'
import { hasBrowser, openPage, phone } from './open-page.ts'

describe.skipIf(!hasBrowser)('workflows', () => {
  it('take a file that is dropped, tell what was understood, and run it as a form', async () => {
    await using opened = await openPage({ path: '/workflows' })
    const { page } = opened
    page.setDefaultTimeout(60_000)
    await page.getByText('No workflow of your own yet').waitFor()
    await dropFiles(page, [
      { name: 'notes.txt', content: 'no workflow' },
      { name: 'boats.json', content: boatWorkflow() },
    ])
    await page.getByText('notes.txt was not added').waitFor()
    const understood = page.getByRole('region', { name: 'What was understood' })
    await understood.getByText('Text to image · sdxl · 7 nodes').waitFor()
    await understood.getByText('text, found by what the graph does with it').first().waitFor()
    await understood.getByLabel('Name').fill('harbour')
    await understood.getByRole('button', { name: 'Rename' }).click()
    await page.getByRole('heading', { level: 2, name: 'harbour' }).waitFor()
    await page.getByRole('link', { name: /^harbour/ }).waitFor()
    expect(await page.getByRole('link', { name: /^boats/ }).count()).toBe(0)

    const form = page.getByRole('form', { name: 'Values of harbour' })
    await form.getByLabel('Prompt', { exact: true }).fill('a green boat')
    // Three lines, whichever of its styles came last.
    const box = await form.getByLabel('Prompt', { exact: true }).boundingBox()
    expect(box?.height).toBeGreaterThan(60)
    await page.reload()
    expect(await form.getByLabel('Prompt', { exact: true }).inputValue()).toBe('a green boat')
    await form.getByRole('button', { name: /^Run/ }).click()
    const result = page.getByRole('region', { name: 'Result' })
    await result.getByRole('img', { name: 'a green boat' }).waitFor()
    await form.getByRole('button', { name: 'Reset Prompt' }).click()
    expect(await form.getByLabel('Prompt', { exact: true }).inputValue()).toBe('a red boat')
    await form.getByRole('button', { name: 'Keep the last seed' }).click()
    expect(await form.getByLabel('Seed', { exact: true }).inputValue()).toBe('7')
    // As high as the form: what lies half below its bar would count as too small to be touched.
    await page.setViewportSize({ width: 1280, height: 2400 })
    await opened.checkAccess()
  })

  it('name what is missing, and take the nearest name in its place', async () => {
    await using opened = await openPage({
      path: '/workflows',
      viewport: phone,
      theme: 'light',
    })
    const { page } = opened
    page.setDefaultTimeout(60_000)
    await page.getByText('No workflow of your own yet').waitFor()
    await dropFiles(page, [
      { name: 'fancy.json', content: boatWorkflow({ decode: 'VAEDecodeFancy' }) },
      { name: 'lacks.json', content: boatWorkflow({ model: 'base/dreamscape.safetensors' }) },
    ])
    await page.getByRole('heading', { level: 2, name: 'lacks' }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'base/dreamscape_xl.safetensors' }).click()
    await page.getByRole('button', { name: /^Run/ }).click()
    await page
      .getByRole('region', { name: 'Result' })
      .getByRole('img', { name: 'a red boat' })
      .waitFor()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await opened.checkAccess()
    await page.getByRole('link', { name: 'All workflows' }).click()
    await page
      .getByRole('link', { name: /fancy/ })
      .getByText('Lacks the node VAEDecodeFancy')
      .waitFor()
    await opened.checkAccess()
  })

  it('run every choice of several values, and show the pictures by them', async () => {
    await using opened = await openPage({ path: '/workflows', theme: 'light' })
    const { page } = opened
    page.setDefaultTimeout(60_000)
    await page.getByText('No workflow of your own yet').waitFor()
    await dropFiles(page, [{ name: 'boats.json', content: boatWorkflow() }])
    await page.getByRole('button', { name: 'Done' }).click()
    const form = page.getByRole('form', { name: 'Values of boats' })
    await form.getByRole('button', { name: 'Several values of Prompt' }).click()
    await form.getByLabel('Prompt', { exact: true }).fill('a fox\n\na hen\n')
    await form.getByRole('button', { name: 'Several values of CFG' }).click()
    const cfg = form.getByRole('group', { name: 'CFG' })
    await form.getByText('CFG has no values yet.').waitFor()
    await cfg.getByLabel('To').fill('7')
    await cfg.getByLabel('Step').fill('0.5')
    await form.getByText('2 × 3 = 6 runs').waitFor()
    await form.getByRole('button', { name: /^Run 6/ }).click()
    const result = page.getByRole('region', { name: 'Result' })
    await result.getByText('6 of 6 done').waitFor()
    await result.getByRole('img', { name: 'Prompt a hen, CFG 6.5' }).waitFor()
    expect(await result.getByRole('rowheader').allTextContents()).toEqual([
      'Prompt a fox',
      'Prompt a hen',
    ])
    expect(await result.getByRole('link', { name: 'ZIP' }).getAttribute('href')).toMatch(/archive$/)

    await page.getByRole('button', { name: /^For programs/ }).click()
    await page.getByText('/api/workflows/boats/run').waitFor()
    expect(JSON.parse(await page.getByLabel('The graph as JSON').inputValue())).toMatchObject({
      saved: { class_type: 'SaveImage' },
    })
    await opened.checkAccess()
  })

  it('take pictures in, and come from a picture that ComfyUI made', async () => {
    await using opened = await openPage({ path: '/workflows?name=image-to-image-sdxl' })
    const { page, darkroom } = opened
    page.setDefaultTimeout(60_000)
    const form = page.getByRole('form')
    await form.getByLabel('Prompt (required)').fill('a boat')
    await form.getByRole('button', { name: /^Run/ }).click()
    // The names of no model of this server tell its family.
    expect(await form.getByText('Is needed.').count()).toBe(2)
    await form.getByRole('combobox', { name: 'Model (required)' }).click()
    await page.getByRole('option', { name: 'base/dreamscape_xl.safetensors' }).click()
    const image = form.getByRole('group', { name: 'Image (required)' })
    const picture = await readFile(new URL('../../../docs/picture.webp', import.meta.url))
    await image
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.webp', mimeType: 'image/webp', buffer: picture })
    await image.getByRole('button', { name: /remove/ }).waitFor()
    await form.getByRole('button', { name: /^Run/ }).click()
    const made = page.getByRole('region', { name: 'Result' }).getByRole('img', { name: 'a boat' })
    await made.waitFor()

    const gallery = await fetch(`${darkroom.url}/api/gallery`)
    const [{ image_url: address }] = await gallery.json()
    const png = await (await fetch(`${darkroom.url}${address}`)).bytes()
    await dropFiles(page, [{ name: 'ComfyUI_00001_.png', content: png }])
    await page.getByRole('heading', { level: 2, name: 'ComfyUI_00001_' }).waitFor()
    await page
      .getByRole('region', { name: 'What was understood' })
      .getByText(/^Image to image/)
      .waitFor()
    await opened.checkAccess()
  })
})
