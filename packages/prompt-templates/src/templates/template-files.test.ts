import { readdir, readFile, rename, symlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { nameProblem } from '@darkroom/foundation'
import { fullRecipe } from '@darkroom/recipe/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import {
  BrokenTemplateError,
  createTemplateFiles,
  InvalidTemplateError,
  type Template,
  TemplateExistsError,
  TemplateNotFoundError,
} from '../index.ts'
import { nameKey } from './template-name.ts'

const harbour: Template = {
  name: 'Foggy harbour',
  prompt: 'a {quiet|busy} harbour, __weather__',
  negative_prompt: 'blurry',
  model: 'base/dreamscape_xl.safetensors',
  steps: 30,
  cfg: 6.5,
  seed: -1,
  resolution: { width: 1216, height: 832 },
  sampler: 'euler',
  scheduler: 'normal',
  loras: [{ name: 'ink.safetensors', strength_model: 0.8 }, { name: 'fog' }],
  notes: 'For the calendar.',
}

const json = (value: unknown): string => JSON.stringify(value)

test('of templates that several processes save at once none takes the file of another, and one of each name is kept', async () => {
  await using directory = await temporaryDirectory()
  const save = (name: string, prompt: string): Promise<unknown> =>
    createTemplateFiles(directory.path).save({ ...harbour, name, prompt })
  const names = ['One: harbour', 'One? harbour', 'One* harbour']
  const saved = await Promise.allSettled(
    names.flatMap((name) => [save(name, 'first'), save(name, 'second')]),
  )
  expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  for (const each of saved)
    if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(TemplateExistsError)
  const { templates, broken } = await createTemplateFiles(directory.path).list()
  expect(templates.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
  expect(broken).toEqual([])
})

test('a directory that is missing has no templates, and is made when one is saved', async () => {
  await using directory = await temporaryDirectory()
  const path = join(directory.path, 'deep/templates')
  const templates = createTemplateFiles(path)
  expect(await templates.list()).toEqual({ templates: [], broken: [] })
  expect(await templates.remove('x')).toBe(false)
  await expect(templates.load('x')).rejects.toThrow(TemplateNotFoundError)
  await templates.save(harbour)
  expect(await readdir(path)).toEqual(['Foggy harbour.json'])
})

test('what was saved is loaded and listed, with the time of its file', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  const saved = await templates.save(harbour)
  expect(saved).toEqual({ ...harbour, updated_at: expect.stringMatching(/^\d{4}-.*Z$/) })
  expect(await templates.load('Foggy harbour')).toEqual(saved)
  expect(await templates.list()).toEqual({ templates: [saved], broken: [] })
  await utimes(join(directory.path, 'Foggy harbour.json'), 86_400, 86_400)
  expect((await templates.load('foggy HARBOUR')).updated_at).toBe('1970-01-02T00:00:00.000Z')
})

test('no word of a recipe is lost between saving and loading', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  const whole = { name: 'Whole', ...fullRecipe, notes: 'n' }
  await templates.save(whole)
  expect(await templates.load('Whole')).toEqual({ ...whole, updated_at: expect.anything() })
})

test('the file is for people: two spaces, a known order, a line break at the end', async () => {
  await using directory = await temporaryDirectory()
  await createTemplateFiles(directory.path).save({ steps: 20, prompt: 'a fox', name: ' Fox ' })
  expect(await readFile(join(directory.path, 'Fox.json'), 'utf8')).toBe(
    '{\n  "name": "Fox",\n  "prompt": "a fox",\n  "steps": 20\n}\n',
  )
})

test('a name is taken whatever its case and composition', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  await templates.save({ name: 'Café Straße', prompt: 'one' })
  for (const name of ['cafe\u0301 straße', 'CAFÉ STRASSE', ' Café Straße ']) {
    await expect(templates.save({ name, prompt: 'two' })).rejects.toThrow(TemplateExistsError)
  }
  await expect(templates.save({ name: 'café straße', prompt: '' })).rejects.toMatchObject({
    templateName: 'café straße',
    file: 'Café Straße.json',
  })
  await templates.save({ name: 'CAFÉ STRASSE', prompt: 'two' }, { replace: true })
  expect(await templates.load('café straße')).toMatchObject({ name: 'CAFÉ STRASSE', prompt: 'two' })
  expect(await readdir(directory.path)).toEqual(['Café Straße.json'])
})

test('of several saves of one name at once, one wins and the others are told', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  const saves = ['a', 'b', 'c'].map((prompt) => templates.save({ name: 'Fox', prompt }))
  const settled = await Promise.allSettled(saves)
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect((await templates.load('fox')).prompt).toBe('a')
})

test('a template that was loaded can be changed and saved', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  const loaded = await templates.save(harbour)
  const saved = await templates.save({ ...loaded, steps: 40 }, { replace: true })
  expect(saved.steps).toBe(40)
  expect(await readFile(join(directory.path, 'Foggy harbour.json'), 'utf8')).not.toContain(
    'updated_at',
  )
})

test('different names whose files would be called the same get files of their own', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  for (const name of ['a/b', 'a:b', 'a?b']) await templates.save({ name, prompt: name })
  expect(await readdir(directory.path)).toHaveLength(3)
  for (const name of ['a/b', 'a:b', 'a?b']) expect((await templates.load(name)).prompt).toBe(name)
})

test('a file that a person renamed keeps its name, one without a name is called as its file', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  await templates.save(harbour)
  const renamed = join(directory.path, 'other.json')
  await rename(join(directory.path, 'Foggy harbour.json'), renamed)
  await directory.write('Plain.json', `\ufeff${json({ prompt: 'p' })}`)
  const { templates: listed } = await templates.list()
  expect(listed.map(({ name }) => name)).toEqual(['Foggy harbour', 'Plain'])
  await templates.save({ ...harbour, steps: 1 }, { replace: true })
  expect((await readdir(directory.path)).sort()).toEqual(['Plain.json', 'other.json'])
})

test('of two files with one name the newer counts, and removing leaves none', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  const old = await directory.write('a.json', json({ name: 'Fox', prompt: 'old' }))
  const young = await directory.write('b.json', json({ name: 'FOX', prompt: 'new' }))
  await utimes(old, 1_000, 1_000)
  await utimes(young, 2_000, 2_000)
  expect((await templates.list()).templates.map(({ prompt }) => prompt)).toEqual(['new'])
  await utimes(old, 3_000, 3_000)
  expect((await templates.load('fox')).prompt).toBe('old')
  expect(await templates.remove('fox')).toBe(true)
  expect(await templates.remove('fox')).toBe(false)
  expect(await readdir(directory.path)).toEqual([])
})

test.each([
  ['{"name": "x",', '"x.json" is not JSON: '],
  ['', '"x.json" is not JSON: '],
  ['[]', '"x.json" is not a JSON object.'],
  ['{}', '"x.json" is not a template: prompt: '],
  [json({ prompt: 'p', steps: 'many' }), '"x.json" is not a template: steps: '],
  [json({ prompt: 'p', loras: [{}] }), '"x.json" is not a template: loras.0.name: '],
  [json({ prompt: 'p', name: ' ' }), '"x.json" is not a template: name: a name has 1 to 100'],
])('a file that holds %j is reported and harms no other', async (text, problem) => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  await templates.save(harbour)
  await directory.write('x.json', text)
  const { templates: listed, broken } = await templates.list()
  expect(listed.map(({ name }) => name)).toEqual(['Foggy harbour'])
  expect(broken).toEqual([{ file: 'x.json', problem: expect.stringContaining(problem) }])
  await expect(templates.load('X')).rejects.toThrow(BrokenTemplateError)
  await expect(templates.load('X')).rejects.toMatchObject(broken[0] ?? {})
  await expect(templates.save({ name: 'x', prompt: '' })).rejects.toThrow(TemplateExistsError)
  await templates.save({ name: 'x', prompt: 'mended' }, { replace: true })
  expect((await templates.list()).broken).toEqual([])
})

test('a broken file can be removed by its name', async () => {
  await using directory = await temporaryDirectory()
  await directory.write('x.json', json({ name: 'Fox', steps: [] }))
  expect(await createTemplateFiles(directory.path).remove('fox')).toBe(true)
  expect(await readdir(directory.path)).toEqual([])
})

test('links that leave the directory and files above 1 MiB are reported, other things are left alone', async () => {
  await using outside = await temporaryDirectory()
  await using directory = await temporaryDirectory()
  await symlink(
    await outside.write('s.json', json({ prompt: 's' })),
    join(directory.path, 's.json'),
  )
  await directory.write('large.json', json({ prompt: 'x'.repeat(1024 * 1024) }))
  await directory.write('folder.json/a.json', json({ prompt: 'a' }))
  await directory.write('.hidden.json', 'x')
  await directory.write('readme.txt', 'x')
  const templates = createTemplateFiles(directory.path)
  expect(await templates.list()).toEqual({
    templates: [],
    broken: [
      { file: 'large.json', problem: '"large.json" is larger than 1 MiB.' },
      { file: 's.json', problem: '"s.json" leads out of its folder.' },
    ],
  })
  await templates.save({ name: 's', prompt: 'mine' }, { replace: true })
  expect(await readFile(join(outside.path, 's.json'), 'utf8')).toBe(json({ prompt: 's' }))
})

test('fields that a person added are kept when the template is saved again', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  await directory.write('a.json', json({ tags: ['x'], prompt: 'old', steps: 5, updated_at: 'x' }))
  expect(await templates.load('a')).toEqual({
    name: 'a',
    prompt: 'old',
    steps: 5,
    updated_at: expect.stringContaining('T'),
  })
  await templates.save({ name: 'a', prompt: 'new' }, { replace: true })
  expect(JSON.parse(await readFile(join(directory.path, 'a.json'), 'utf8'))).toEqual({
    name: 'a',
    prompt: 'new',
    tags: ['x'],
  })
})

test.each([
  ['name', { name: '  ', prompt: '' }],
  ['name', { name: 'x'.repeat(101), prompt: '' }],
  ['name', { name: 'a\nb', prompt: '' }],
  ['name', { name: '\ufffd ', prompt: '' }],
  ['name', { name: ' ..', prompt: '' }],
  ['steps', { name: 'a', prompt: '', steps: 1.5 }],
  ['seed', { name: 'a', prompt: '', seed: 2 ** 53 }],
  ['resolution.width', { name: 'a', prompt: '', resolution: { width: 0, height: 1 } }],
  ['', { name: 'a', prompt: '', promt: '' }],
  ['', { name: 'a', prompt: 'x'.repeat(1024 * 1024) }],
])('a wrong %j is refused and nothing is written', async (path, template) => {
  await using directory = await temporaryDirectory()
  const save = createTemplateFiles(directory.path).save(template)
  await expect(save).rejects.toThrow(InvalidTemplateError)
  await expect(save).rejects.toMatchObject({ problems: [{ path }] })
  expect(await readdir(directory.path)).toEqual([])
})

test('a name that is not there is told with the nearest', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  await templates.save(harbour)
  await expect(templates.load('fogy harbor')).rejects.toThrow(
    'There is no template "fogy harbor"; did you mean "Foggy harbour"?',
  )
})

test('names are listed as people count: 2 before 10', async () => {
  await using directory = await temporaryDirectory()
  const templates = createTemplateFiles(directory.path)
  for (const name of ['Shot 10', 'Shot 2', 'ärger', 'zebra'])
    await templates.save({ name, prompt: '' })
  const { templates: listed } = await templates.list()
  expect(listed.map(({ name }) => name)).toEqual(['ärger', 'Shot 2', 'Shot 10', 'zebra'])
})

test('whatever the names, each template that was saved is loaded, and leaves nothing else behind', async () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((text) => nameProblem(text.trim()) === undefined && [...text.normalize()].length <= 100)
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(name, { maxLength: 6 }), async (names) => {
      await using directory = await temporaryDirectory()
      const templates = createTemplateFiles(directory.path)
      for (const each of names)
        await templates.save({ name: each, prompt: each }, { replace: true })
      const { templates: listed, broken } = await templates.list()
      expect(broken).toEqual([])
      expect(await readdir(directory.path)).toHaveLength(listed.length)
      for (const each of names) {
        const { prompt } = await templates.load(each)
        expect(nameKey(prompt)).toBe(nameKey(each))
      }
    }),
    { numRuns: 30 },
  )
})
