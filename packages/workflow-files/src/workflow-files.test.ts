import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { InvalidWorkflowNameError, WorkflowExistsError, WorkflowNotFoundError } from './errors.ts'
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
const editor = JSON.stringify({ nodes: [{ id: 1, type: 'KSampler' }], links: [], version: 0.4 })
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const put = async (file: string, content: string | Uint8Array): Promise<void> => {
  await mkdir(directory, { recursive: true })
  await writeFile(join(directory, file), content)
}

/** A picture with texts, as ComfyUI's SaveImage writes them: one `tEXt` chunk each, before the pixels. */
async function picture(texts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const chunks = Object.entries(texts).map(([key, text]) => {
    const body = Buffer.from(`tEXt${key}\0${text}`, 'latin1')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length - 4)
    const check = Buffer.alloc(4)
    check.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, check])
  })
  const headerEnd = 33
  return Buffer.concat([png.subarray(0, headerEnd), ...chunks, png.subarray(headerEnd)])
}

test('a folder that is not there has no workflows, and is made with the first one', async () => {
  expect(await files.list()).toEqual([])
  const saved = await files.save('Portrait', bytes(editor))
  expect(saved).toMatchObject({ kind: 'workflow', name: 'Portrait', file: 'Portrait.json' })
  expect(await files.list()).toEqual([saved])
})

test('of several processes that save under one name at once one does, and nothing of it is replaced', async () => {
  const others = Array.from({ length: 8 }, () => createWorkflowFiles(directory))
  const saved = await Promise.allSettled(
    others.map((each, seed) => each.save('Portrait', bytes(graph(seed)))),
  )
  const winner = saved.findIndex(({ status }) => status === 'fulfilled')
  const errors = saved.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(errors).toHaveLength(7)
  for (const error of errors) expect(error).toBeInstanceOf(WorkflowExistsError)
  expect(await readFile(join(directory, 'Portrait.json'), 'utf8')).toBe(graph(winner))
  expect(await readdir(directory)).toEqual(['Portrait.json'])
})

test('JSON, apps and pictures are workflows by the name of their file; other files are not looked at', async () => {
  await put('b.json', graph(1))
  await put('App 10.app.json', editor)
  await put('App 2.png', await picture({ workflow: editor, prompt: graph(7) }))
  await put('b.inputs.json', '{"prompt": {"label": "Words"}}')
  await put('notes.txt', 'to do')
  await put('.hidden.json', editor)
  await mkdir(join(directory, 'folder.json'))
  const found = await files.list()
  expect(found.map(({ name, file }) => [name, file])).toEqual([
    ['App 2', 'App 2.png'],
    ['App 10', 'App 10.app.json'],
    ['b', 'b.json'],
  ])
  expect(found[0]).toMatchObject({ texts: { workflow: editor, prompt: graph(7) } })
  expect(found[2]).toMatchObject({
    texts: { workflow: graph(1) },
    edits: { prompt: { label: 'Words' } },
  })
})

test('what is changed in the folder is in the next answer', async () => {
  await put('a.json', graph(1))
  const before = await files.load('A')
  expect(await files.load('a')).toEqual(before)
  await put('new.json', graph(3))
  await rename(join(directory, 'new.json'), join(directory, 'a.json'))
  const after = await files.load('a')
  expect(after).toMatchObject({ texts: { workflow: graph(3) } })
  expect(after.version).not.toBe(before.version)
  await put('a.inputs.json', '{}')
  expect((await files.load('a')).version).not.toBe(after.version)
  await rm(join(directory, 'a.json'))
  expect(await files.list()).toEqual([])
})

test.each([
  ['half.json', '{"nodes": [', /"half\.json" is not JSON: /],
  ['sidecar.json', '{"prompt": "a boat"}', /is JSON, but no workflow of ComfyUI\.$/],
  ['empty.json', '', /is empty\.$/],
  ['latin.json', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]), /is not UTF-8 text\.$/],
  ['text.png', 'no picture', /is neither JSON nor a file of a kind that carries workflows\.$/],
])('%s is listed as broken, with the reason', async (file, content, problem) => {
  await put(file, content)
  const [found] = await files.list()
  expect(found).toMatchObject({ kind: 'broken', file, problem: expect.stringMatching(problem) })
})

test('a picture that lost its workflow says so, and a link is not followed', async () => {
  await put('plain.png', await picture({}))
  await writeFile(join(root, 'outside.json'), editor)
  await symlink(join(root, 'outside.json'), join(directory, 'link.json'))
  const [link, plain] = await files.list()
  expect(link).toMatchObject({ kind: 'broken', problem: '"link.json" is not a regular file.' })
  expect(plain).toMatchObject({
    kind: 'broken',
    problem: expect.stringContaining('carries no workflow'),
  })
})

test('edits that cannot be read are told, and do not hide the workflow', async () => {
  await put('a.json', editor)
  await put('a.inputs.json', '{"prompt": ')
  expect(await files.load('a')).toMatchObject({
    kind: 'workflow',
    editsProblem: expect.stringMatching(/^"a\.inputs\.json" is not JSON: /),
  })
  const mended = await files.saveEdits('a', { prompt: { hidden: true } })
  expect(mended).toMatchObject({ edits: { prompt: { hidden: true } } })
})

test('of several files with one name one is used, a whole one before a broken one, and names the others', async () => {
  await put('a.png', await picture({ workflow: editor }))
  await put('A.json', '{"prompt": "the sidecar of the picture"}')
  const [found, ...more] = await files.list()
  expect(found).toMatchObject({ kind: 'workflow', file: 'a.png', others: ['A.json'] })
  expect(more).toEqual([])
})

test('a picture is saved whole under the extension of what it is', async () => {
  const content = await picture({ prompt: graph(5) })
  const saved = await files.save('From a picture', content)
  expect(saved).toMatchObject({ file: 'From a picture.png', texts: { prompt: graph(5) } })
  expect(new Uint8Array(await readFile(join(directory, saved.file)))).toEqual(
    new Uint8Array(content),
  )
})

test('nothing is replaced unasked; what is replaced or removed lies in the trash with its edits', async () => {
  await files.save('a', bytes(graph(1)))
  await expect(files.save('A', bytes(graph(2)))).rejects.toThrow(WorkflowExistsError)
  const edited = await files.saveEdits('a', { seed: { hidden: true } })
  const replaced = await files.save('A', bytes(graph(2)), { replace: true })
  expect(replaced).toMatchObject({
    name: 'a',
    texts: { workflow: graph(2) },
    edits: { seed: { hidden: true } },
  })
  expect(replaced.version).not.toBe(edited.version)
  const asPicture = await picture({ prompt: graph(3) })
  expect(await files.save('a', asPicture, { replace: true })).toMatchObject({
    file: 'a.png',
    others: [],
  })
  const place = await files.remove('a')
  expect((await readdir(join(directory, place))).toSorted()).toEqual(['a.inputs.json', 'a.png'])
  expect(await files.list()).toEqual([])
  const trash = join(directory, '.trash')
  const all = await readdir(trash, { recursive: true, withFileTypes: true })
  const texts = await Promise.all(
    all
      .filter((entry) => entry.name === 'a.json')
      .map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')),
  )
  expect(texts.toSorted()).toEqual([graph(1), graph(2)])
  await expect(files.remove('a')).rejects.toThrow(WorkflowNotFoundError)
})

test.each([
  '',
  '.',
  '..',
  'a/b',
  '../a',
  'CON',
  '-x',
  '.a',
  'a.',
  'x.inputs',
  'x.app',
  'a\0b',
  'ä'.normalize('NFD'),
  'x'.repeat(121),
])('nothing is written under the name %j', async (name) => {
  await expect(files.save(name, bytes(editor))).rejects.toThrow(InvalidWorkflowNameError)
  expect(await readdir(root)).toEqual([])
})

test('an unknown name is answered with the nearest ones', async () => {
  await files.save('portrait', bytes(editor))
  await expect(files.load('portrit')).rejects.toThrow(/did you mean/i)
})

test('saved at once, one of two is first and the other is refused', async () => {
  const both = await Promise.allSettled([
    files.save('a', bytes(graph(1))),
    files.save('a', bytes(graph(2))),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await files.load('a')).toMatchObject({ texts: { workflow: graph(1) } })
})

test('under a name that would be another file’s nothing is listed or written', async () => {
  await put('z.json', graph(1))
  await put('z.inputs.json', '{"seed": {"hidden": true}}')
  await put('z.inputs.png', await picture({ workflow: editor }))
  await put('x.app.png', await picture({ workflow: editor }))
  expect((await files.list()).map(({ file }) => file)).toEqual(['z.json'])
  await expect(files.save('z.inputs', bytes(editor), { replace: true })).rejects.toThrow(
    InvalidWorkflowNameError,
  )
  expect(await files.load('z')).toMatchObject({ edits: { seed: { hidden: true } } })
})

test('a pipe, a link or a folder of the name stops no writing, and is not looked into', async () => {
  await writeFile(join(root, 'secret.json'), 'secret')
  await put('b.json', editor)
  await symlink(join(root, 'secret.json'), join(directory, 'link.json'))
  await promisify(execFile)('mkfifo', [join(directory, 'pipe.json')])
  for (const name of ['link', 'pipe']) {
    const saved = await files.save(name, bytes(graph(2)), { replace: true })
    expect(saved).toMatchObject({ kind: 'workflow', texts: { workflow: graph(2) } })
  }
  expect(await readFile(join(root, 'secret.json'), 'utf8')).toBe('secret')
  const trash = await readdir(join(directory, '.trash'), { recursive: true, withFileTypes: true })
  expect(trash.filter((entry) => entry.isFile())).toEqual([])
  await mkdir(join(directory, 'dir.json', 'in it'), { recursive: true })
  await expect(files.save('dir', bytes(editor))).rejects.toThrow(WorkflowExistsError)
  expect((await files.list()).map(({ name }) => name)).toEqual(['b', 'link', 'pipe'])
})

test('a workflow with NaN, as Python writes it, is one', async () => {
  await put('nan.json', '{"1": {"class_type": "KSampler", "inputs": {"cfg": NaN}}}')
  expect(await files.load('nan')).toMatchObject({ kind: 'workflow' })
})
