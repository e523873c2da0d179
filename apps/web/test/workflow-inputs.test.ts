import { describe, expect, it } from 'vitest'
import { boatWorkflow } from './boat-workflow.ts'
import { dropFiles } from './drop-files.ts'
import { hasBrowser, openPage, phone } from './open-page.ts'

describe.skipIf(!hasBrowser)('the inputs of a workflow', () => {
  it('are renamed, described, hidden and ordered beside the form that comes of it, and a run takes that form', async () => {
    await using opened = await openPage({ path: '/workflows' })
    const { page } = opened
    await page.getByText('No workflow of your own yet').waitFor()
    await dropFiles(page, [{ name: 'boats.json', content: boatWorkflow() }])
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('link', { name: 'Edit inputs' }).click()
    const editor = page.getByRole('region', { name: 'Edit inputs' })
    const preview = editor.getByRole('region', { name: 'The form' })
    const row = (name: string) =>
      editor.getByRole('listitem').filter({
        has: page.getByRole('button', { name, exact: false }),
      })

    await preview.getByLabel('Prompt', { exact: true }).waitFor()
    await editor.getByRole('button', { name: 'Prompt text the prompt' }).click()
    await row('Prompt text the prompt').getByLabel('Label').fill('What to paint')
    await editor.getByLabel('Description').fill('In a few words.')
    await preview.getByLabel('What to paint', { exact: true }).waitFor()
    await editor.getByRole('button', { name: 'Hide CFG' }).click()
    await editor.getByRole('button', { name: 'Show CFG' }).waitFor()
    await preview.getByLabel('CFG', { exact: true }).waitFor({ state: 'detached' })
    await editor.getByRole('button', { name: 'Move Seed up' }).press('Enter')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(await focused()).toBe('Move Seed up')
    await opened.checkAccess()

    // What is not saved yet is still there after a reload.
    await page.reload()
    await preview.getByLabel('What to paint', { exact: true }).waitFor()
    await editor.getByRole('button', { name: 'Save' }).click()
    const form = page.getByRole('form', { name: 'Values of boats' })
    await form.getByLabel('What to paint', { exact: true }).fill('a green boat')
    expect(await form.getByLabel('CFG', { exact: true }).count()).toBe(0)
    await form.getByRole('button', { name: /^Run/ }).click()
    await page
      .getByRole('region', { name: 'Result' })
      .getByRole('img', { name: 'a green boat' })
      .waitFor()
    await page.reload()
    await form.getByLabel('What to paint', { exact: true }).waitFor()
    expect(await form.getByLabel('CFG', { exact: true }).count()).toBe(0)
  })

  it('say at their field what does not fit, and nothing of it is saved', async () => {
    await using opened = await openPage({
      path: '/workflows',
      viewport: phone,
      theme: 'light',
    })
    const { page, url } = opened
    await page.getByText('No workflow of your own yet').waitFor()
    await dropFiles(page, [{ name: 'boats.json', content: boatWorkflow() }])
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('link', { name: 'Edit inputs' }).click()
    const editor = page.getByRole('region', { name: 'Edit inputs' })
    await editor
      .getByRole('button', { name: /^Steps/ })
      .first()
      .click()
    await editor.getByLabel('Least').fill('30')
    await editor.getByLabel('Most').fill('20')
    const problem = editor.getByText('The limits of "steps" are left out: no value is within them.')
    await problem.waitFor()
    await editor.getByLabel('Name for programs').fill('a.b')
    await editor.getByText('Must be letters, digits').waitFor()
    await editor
      .getByRole('button', { name: /^Steps/ })
      .first()
      .click()
    await editor.getByRole('button', { name: 'Save' }).click()
    // The row opens again, at the first field that is wrong.
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-invalid') === 'true',
    )
    const kept = await (await fetch(`${url}/api/workflows/boats/inputs`)).json()
    expect(kept.edits).toEqual({})
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    await opened.checkAccess()

    await editor.getByLabel('Name for programs').fill('rounds')
    await editor.getByLabel('Most').fill('40')
    await editor
      .getByRole('button', { name: /^Negative prompt/ })
      .first()
      .click()
    await editor.getByRole('button', { name: 'This is the prompt' }).click()
    await editor.getByLabel('Most').press('Control+Enter')
    await page.getByRole('form', { name: 'Values of boats' }).waitFor()
    const said = await (await fetch(`${url}/api/workflows/boats/inputs`)).json()
    expect(said.edits).toEqual({
      inputs: {
        negative_prompt: { key: 'prompt' },
        prompt: { key: 'prompt_2' },
        steps: { key: 'rounds', minimum: 30, maximum: 40 },
      },
    })
  })

  it('come back with their workflow when its deletion is undone', async () => {
    await using opened = await openPage({ path: '/workflows' })
    const { page, url } = opened
    await page.getByText('No workflow of your own yet').waitFor()
    await dropFiles(page, [{ name: 'boats.json', content: boatWorkflow() }])
    await page.getByRole('button', { name: 'Done' }).click()
    await fetch(`${url}/api/workflows/boats/inputs`, {
      method: 'PUT',
      body: JSON.stringify({ inputs: { prompt: { label: 'What to paint' } } }),
      headers: { 'content-type': 'application/json' },
    })
    await page.getByRole('button', { name: 'More of boats' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByText('No workflow of your own yet').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: /^boats/ }).waitFor()
    await page
      .getByRole('form', { name: 'Values of boats' })
      .getByLabel('What to paint', { exact: true })
      .waitFor()
  })
})
