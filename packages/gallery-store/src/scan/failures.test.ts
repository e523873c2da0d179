import { execFile } from 'node:child_process'
import { chmod, rm, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { eventually } from '../../test/eventually.ts'
import { createTestFolder, metadataModule } from '../../test/test-gallery.ts'

/** A copy of the tiny module that fails on some files. */
async function createModule(path: string, stumble: string): Promise<string> {
  await writeFile(
    path,
    `import * as tiny from ${JSON.stringify(metadataModule)}
     export const sidecarNames = tiny.sidecarNames
     export function readImageMetadata(file, options) {
       if (file.name === 'bad.png') ${stumble}
       return tiny.readImageMetadata(file, options)
     }`,
  )
  return pathToFileURL(path).href
}

const longAgo = new Date(Date.now() - 120_000)

test('an image that the parser throws at is shown as damaged', async () => {
  await using folder = await createTestFolder()
  const module = await createModule(`${folder.root}.mjs`, 'throw new Error("bug")')
  await folder.writeImage('bad.png', {}, longAgo)
  await folder.writeImage('good.png')
  await using gallery = await folder.open({ metadataModule: module })
  await gallery.ready()
  expect(gallery.findByPath('bad.png')).toMatchObject({ damaged: true, format: 'unknown' })
  expect(gallery.findByPath('good.png')).toMatchObject({
    damaged: false,
    recipe: { prompt: 'good.png' },
  })
})

test('a parser that takes the worker down costs its own folder only', async () => {
  await using folder = await createTestFolder()
  const module = await createModule(`${folder.root}.mjs`, 'process.exit(1)')
  await folder.writeImage('a/good.png')
  await folder.writeImage('b/bad.png')
  await folder.writeImage('c/good.png')
  const warn = vi.fn()
  await using gallery = await folder.open({
    metadataModule: module,
    logger: { info: vi.fn(), warn },
  })
  await gallery.ready()
  await gallery.refresh(['a/good.png', 'c/good.png'])
  expect(gallery.size).toBe(2)
  expect(warn).toHaveBeenCalledWith(
    { directory: 'b', err: expect.objectContaining({ message: 'The scan worker stopped' }) },
    'A directory could not be read',
  )
})

test('an image whose name leaves no room for the name of a sidecar is like any other', async () => {
  await using folder = await createTestFolder()
  const name = `${'x'.repeat(250)}.png`
  await folder.writeImage(name, { prompt: 'long' })
  await folder.writeImage('a.png')
  await using gallery = await folder.open({ updateSidecar: () => '{"favourite":true}' })
  await gallery.ready()
  expect(await gallery.refresh([name, 'a.png'])).toHaveLength(2)
  const id = gallery.findByPath(name)?.id ?? ''
  expect(await gallery.metadata(id)).toMatchObject({ recipe: { prompt: 'long' } })
  expect(await gallery.annotate(id, { favourite: true })).toMatchObject({ favourite: true })
  await gallery.trash(id)
  expect(await gallery.restore(id)).toMatchObject({ recipe: { prompt: 'long' }, favourite: true })
})

test('an image that stopped in the middle long ago is shown as damaged', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('whole.png')
  await folder.write('cut.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), longAgo)
  await folder.write('empty.png', '', longAgo)
  await folder.write('text.png', 'not an image', longAgo)
  await using gallery = await folder.open()
  await gallery.ready()
  const damaged = gallery.query().items.filter((entry) => entry.damaged)
  expect(damaged.map(({ name }) => name).sort()).toEqual(['cut.png', 'empty.png', 'text.png'])
})

test('files that go while they are read leave nothing behind', async () => {
  await using folder = await createTestFolder()
  await using gallery = await folder.open({ watch: 'auto' })
  await gallery.ready()
  for (let round = 0; round < 20; round += 1) {
    await folder.writeImage(`flicker/${round}.png`)
    await folder.remove('flicker')
  }
  await folder.writeImage('last.png')
  await eventually(() => gallery.query().items.map(({ path }) => path)).toEqual(['last.png'])
})

// Root ignores permissions, so it is skipped.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'an image that may not be read is shown as damaged, and who opens it is told why',
  async () => {
    await using folder = await createTestFolder()
    await folder.writeImage('secret.png', {}, longAgo)
    await chmod(folder.path('secret.png'), 0)
    await using gallery = await folder.open()
    await gallery.ready()
    const entry = gallery.findByPath('secret.png')
    expect(entry).toMatchObject({ damaged: true, recipe: {} })
    const refused = { name: 'GalleryReadError', code: 'EACCES', path: 'secret.png' }
    await expect(gallery.open(entry?.id ?? '')).rejects.toMatchObject(refused)
  },
)

test.skipIf(process.platform === 'win32')(
  'a pipe called like an image holds nobody up',
  async () => {
    await using folder = await createTestFolder()
    const makePipe = (name: string) => promisify(execFile)('mkfifo', [folder.path(name)])
    await folder.writeImage('a.png')
    await folder.writeImage('later.png')
    await makePipe('pipe.png')
    await using gallery = await folder.open()
    await gallery.ready()
    const paths = gallery.query().items.map(({ path }) => path)
    expect(paths.sort()).toEqual(['a.png', 'later.png'])

    const id = gallery.findByPath('later.png')?.id ?? ''
    await rm(folder.path('later.png'))
    await makePipe('later.png')
    expect(await gallery.open(id)).toBeUndefined()
    expect(await gallery.metadata(id)).toBeUndefined()
    expect(await gallery.refresh(['later.png'])).toEqual([])
  },
)
