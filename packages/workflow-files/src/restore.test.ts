import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WorkflowExistsError, WorkflowNotInTrashError } from './errors.ts'
import { createWorkflowFiles, type WorkflowFiles } from './workflow-files.ts'

let root: string
let directory: string
let files: WorkflowFiles
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'darkroom-workflows-'))
  directory = join(root, 'workflows')
  files = createWorkflowFiles(directory)
})
afterEach(() => rm(root, { recursive: true, force: true }))

const graph = (seed: number): string =>
  JSON.stringify({ 1: { class_type: 'KSampler', inputs: { seed } } })
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('what was removed comes back with its edits: the last of its name, or the one asked for', async () => {
  await files.save('a', bytes(graph(1)))
  await files.saveEdits('a', { seed: { hidden: true } })
  const first = await files.remove('a')
  await files.save('a', bytes(graph(2)))
  await files.remove('a')
  expect(await files.restore('A')).toMatchObject({ name: 'a', texts: { workflow: graph(2) } })
  await expect(files.restore('a', { from: first })).rejects.toThrow(WorkflowExistsError)
  await files.remove('a')
  const back = await files.restore('a', { from: first })
  expect(back).toMatchObject({ texts: { workflow: graph(1) }, edits: { seed: { hidden: true } } })
  expect(await readdir(join(directory, '.trash'))).toHaveLength(1)
  await expect(files.restore('a', { from: '../..' })).rejects.toThrow(WorkflowNotInTrashError)
  await expect(files.restore('ab')).rejects.toThrow(/^There is no workflow "ab" in the trash/)
})

test('a removal or a return that ended half-way is brought to its end', async () => {
  await files.save('a', bytes(graph(1)))
  await files.saveEdits('a', { seed: { hidden: true } })
  const place = await files.remove('a')
  await rename(join(directory, place, 'a.inputs.json'), join(directory, 'a.inputs.json'))
  expect(await files.restore('a')).toMatchObject({ edits: { seed: { hidden: true } } })

  const again = await files.remove('a')
  await writeFile(join(directory, 'a.inputs.json'), '{"put there": {}}')
  expect(await files.restore('a')).toMatchObject({ edits: { seed: { hidden: true } } })
  const [aside = ''] = await readdir(join(directory, '.trash'))
  expect(again).not.toContain(aside)
  expect(await readFile(join(directory, '.trash', aside, 'a.inputs.json'), 'utf8')).toContain(
    'put there',
  )
})

test('a folder in the way of what comes back stays, and a link in the trash is not looked behind', async () => {
  await files.save('a', bytes(graph(1)))
  await files.remove('a')
  await mkdir(join(directory, 'a.json'))
  await expect(files.restore('a')).rejects.toThrow(WorkflowExistsError)
  await rm(join(directory, 'a.json'), { recursive: true })

  await mkdir(join(root, 'elsewhere'))
  await writeFile(join(root, 'elsewhere', 'b.json'), graph(9))
  await symlink(join(root, 'elsewhere'), join(directory, '.trash', '20990101T000000000Z-00000000'))
  await expect(files.restore('b')).rejects.toThrow(WorkflowNotInTrashError)
  expect(await files.restore('a')).toMatchObject({ texts: { workflow: graph(1) } })
})

test('the trash keeps the last 200 removals, and what a person has put there', async () => {
  const trash = join(directory, '.trash')
  await mkdir(join(trash, 'my own'), { recursive: true })
  for (let index = 0; index < 203; index++) {
    const place = join(trash, `20200101T000000${String(index).padStart(3, '0')}Z-00000000`)
    await mkdir(place)
    await writeFile(join(place, 'old.json'), graph(index))
  }
  await files.save('a', bytes(graph(1)))
  const place = await files.remove('a')
  const left = (await readdir(trash)).toSorted()
  expect(left).toHaveLength(201)
  expect(left[0]).toBe('20200101T000000004Z-00000000')
  expect(left).toEqual(expect.arrayContaining(['my own', place.slice('.trash/'.length)]))
  expect(await files.restore('old')).toMatchObject({ texts: { workflow: graph(202) } })
})
