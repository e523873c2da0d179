import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  editedInputsSchema,
  inputsToEditSchema,
  workflowSchema,
} from '../src/workflows/workflow-schemas.ts'
import { editorWorkflow } from './editor-workflow.ts'
import { problem, runDarkroom } from './running-darkroom.ts'

test('who edits inputs is told them as they are found, what is said, and what of it does not fit', async () => {
  await using running = await runDarkroom()
  const folder = join(running.gallery, 'workflows')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'Edited.json'), editorWorkflow())
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${running.url}/api/workflows/${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    })
  const workflow = async (name: string) =>
    workflowSchema.parse(await (await call('GET', name)).json())

  const { inputs: found } = await workflow('Edited')
  await call('PUT', 'Edited/inputs', {
    inputs: { prompt: { label: 'Words' }, cfg: { hidden: true }, prmpt: { help: 'gone' } },
  })
  const told = inputsToEditSchema.parse(await (await call('GET', 'Edited/inputs')).json())
  expect(told.inputs).toEqual(found)
  expect(told.edits).toEqual({
    inputs: { prompt: { label: 'Words' }, cfg: { hidden: true }, prmpt: { help: 'gone' } },
  })
  expect(told.left_out).toEqual([
    { path: 'inputs.prmpt', message: expect.stringContaining('it may be "prompt" now') },
  ])

  const edits = {
    inputs: {
      prompt: { key: 'subject' },
      negative_prompt: { key: 'prompt' },
      steps: { minimum: 30, maximum: 20 },
      cfg: { hidden: true },
    },
    order: ['steps', 'prompt'],
  }
  const check = await call('POST', 'Edited/inputs/check', edits)
  const checked = editedInputsSchema.parse(await check.json())
  expect(checked.inputs.slice(0, 2).map(({ key }) => key)).toEqual(['steps', 'prompt'])
  expect(checked.hidden_inputs.map(({ key }) => key)).toContain('cfg')
  expect(checked.left_out.map(({ path }) => path)).toEqual(['inputs.steps.maximum'])
  expect((await workflow('Edited')).inputs.map(({ key }) => key)).toContain('negative_prompt')

  const refused = await problem(
    await call('POST', 'Edited/inputs/check', { inputs: { steps: { key: 'a.b' } } }),
    400,
  )
  expect(refused.errors?.map(({ path }) => path)).toEqual(['inputs.steps.key'])
  await writeFile(join(folder, 'Edited.inputs.json'), '{"inputs": 4}')
  const odd = inputsToEditSchema.parse(await (await call('GET', 'Edited/inputs')).json())
  expect(odd.edits).toEqual({})
  expect(odd.left_out).toEqual([{ path: '', message: expect.stringContaining('is left out') }])
  await problem(await call('GET', 'nowhere/inputs'), 404)
})
