import { readdir, readFile, symlink } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createTestFolder, listFiles } from '../test/test-gallery.ts'
import { GalleryWriteError, InvalidPathError } from './errors.ts'
import type { Gallery, SidecarChange } from './gallery.ts'

const idOf = (gallery: Gallery, path: string): string => gallery.findByPath(path)?.id ?? ''

function updateSidecar(text: string | undefined, change: SidecarChange): string {
  return JSON.stringify({ ...JSON.parse(text ?? '{}'), ...change })
}

test('trashing moves image, sidecar and thumbnails, and restoring brings them back', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('day/a.png', { prompt: 'kept' })
  await folder.write('day/a.json', '{"favourite":true}')
  await folder.write('day/.thumbnails/a.png.webp', 'small')
  await folder.write('day/.thumbnails/a.png.600.avif', 'larger')
  await folder.writeImage('day/b.png')
  await using gallery = await folder.open()
  await gallery.ready()
  const id = idOf(gallery, 'day/a.png')
  const before = await listFiles(folder.root)
  const deleted = await gallery.trash(id)
  expect(deleted?.deletedFiles).toEqual([
    'day/a.png',
    'day/a.json',
    'day/.thumbnails/a.png.webp',
    'day/.thumbnails/a.png.600.avif',
  ])
  expect(gallery.get(id)).toBeUndefined()
  expect((await listFiles(folder.root)).filter((path) => !path.startsWith('.trash'))).toEqual([
    'day/b.png',
  ])
  expect(await gallery.listTrash()).toMatchObject([{ id, path: 'day/a.png' }])
  const restored = await gallery.restore(id)
  expect(restored).toMatchObject({ id, recipe: { prompt: 'kept' }, favourite: true })
  expect(await listFiles(folder.root)).toEqual(before)
  expect(await gallery.listTrash()).toEqual([])
})

test('an image restored beside a newcomer of the same name gets a suffix, its sidecar with it', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png', { prompt: 'old' })
  await folder.write('a.json', '{"tags":["old"]}')
  await using gallery = await folder.open()
  await gallery.ready()
  const id = idOf(gallery, 'a.png')
  await gallery.trash(id)
  await folder.writeImage('a.png', { prompt: 'new' })
  await gallery.refresh(['a.png'])
  expect(await gallery.restore(id)).toMatchObject({
    path: 'a-2.png',
    recipe: { prompt: 'old' },
    tags: ['old'],
  })
  expect(gallery.findByPath('a.png')?.recipe.prompt).toBe('new')
})

test('the same path can be trashed twice and comes back newest first', async () => {
  await using folder = await createTestFolder()
  let now = Date.UTC(2026, 10, 22, 12)
  await using gallery = await folder.open({ clock: { now: () => now } })
  await gallery.ready()
  for (const prompt of ['first', 'second']) {
    await folder.writeImage('a.png', { prompt })
    await gallery.refresh(['a.png'])
    await gallery.trash(idOf(gallery, 'a.png'))
    now += 1000
  }
  const [{ id } = { id: '' }] = await gallery.listTrash()
  expect((await gallery.restore(id))?.recipe.prompt).toBe('second')
  expect((await gallery.restore(id))?.path).toBe('a-2.png')
  expect(await gallery.restore(id)).toBeUndefined()
})

test('what several images share stays where it is', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('f/001.png')
  await folder.writeImage('f/002.png')
  await folder.write('f/manifest.json', '{}')
  await folder.writeImage('f/twin.png')
  await folder.writeImage('f/twin.webp')
  await folder.write('f/twin.json', '{}')
  await using gallery = await folder.open()
  await gallery.ready()
  expect((await gallery.trash(idOf(gallery, 'f/001.png')))?.deletedFiles).toEqual(['f/001.png'])
  expect((await gallery.trash(idOf(gallery, 'f/twin.png')))?.deletedFiles).toEqual(['f/twin.png'])
  expect((await gallery.trash(idOf(gallery, 'f/twin.webp')))?.deletedFiles).toEqual([
    'f/twin.webp',
    'f/twin.json',
  ])
})

test('removing deletes for good, from the gallery and from the trash', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await folder.write('a.json', '{}')
  await folder.writeImage('b.png')
  await using gallery = await folder.open()
  await gallery.ready()
  const trashed = idOf(gallery, 'b.png')
  await gallery.trash(trashed)
  const removed = await gallery.remove(idOf(gallery, 'a.png'))
  expect(removed?.deletedFiles).toEqual(['a.png', 'a.json'])
  expect((await gallery.remove(trashed))?.deletedFiles).toEqual(['b.png'])
  expect(await gallery.remove(trashed)).toBeUndefined()
  expect(await listFiles(folder.root)).toEqual([])
})

test('emptying the trash spares what is younger', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await folder.writeImage('b.png')
  let now = Date.UTC(2026, 10, 1)
  await using gallery = await folder.open({ clock: { now: () => now } })
  await gallery.ready()
  await gallery.trash(idOf(gallery, 'a.png'))
  now += 10 * 86_400_000
  await gallery.trash(idOf(gallery, 'b.png'))
  expect(await gallery.emptyTrash({ olderThanMs: 86_400_000 })).toBe(1)
  expect((await gallery.listTrash()).map(({ path }) => path)).toEqual(['b.png'])
  expect(await gallery.emptyTrash()).toBe(1)
  expect(await readdir(folder.path('.trash'))).toEqual(['.operations'])
})

test('annotating writes the sidecar and keeps what is in it', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png', { prompt: 'p' })
  await folder.write('a.json', '{"model":"m","unknown":1}')
  await using gallery = await folder.open({ updateSidecar })
  await gallery.ready()
  const entry = await gallery.annotate(idOf(gallery, 'a.png'), { favourite: true, tags: ['x'] })
  expect(entry).toMatchObject({ recipe: { prompt: 'p', model: 'm' }, favourite: true, tags: ['x'] })
  expect(JSON.parse(await readFile(folder.path('a.json'), 'utf8'))).toEqual({
    model: 'm',
    unknown: 1,
    favourite: true,
    tags: ['x'],
  })
  expect(gallery.query({ tag: 'x', favourite: true }).total).toBe(1)
})

test('moving takes the sidecar along and makes the folder', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await folder.write('a.json', '{"tags":["t"]}')
  await using gallery = await folder.open()
  await gallery.ready()
  const moved = await gallery.move(idOf(gallery, 'a.png'), 'best/of 2026')
  expect(moved).toMatchObject({ path: 'best/of 2026/a.png', tags: ['t'] })
  expect(gallery.query().total).toBe(1)
})

test.skipIf(process.platform === 'win32').each(['a: b?.png', 'a\\b.png', ' c .png', 'C:/x.png'])(
  'an image called %j, which Windows forbids, comes back from the trash',
  async (name) => {
    await using folder = await createTestFolder()
    await folder.writeImage(name)
    await using gallery = await folder.open()
    await gallery.ready()
    const id = idOf(gallery, name)
    await gallery.trash(id)
    expect(await gallery.listTrash()).toMatchObject([{ id, path: name }])
    expect(await gallery.restore(id)).toMatchObject({ id, path: name })
    expect(await listFiles(folder.root)).toEqual([name])
  },
)

test.each([
  '..',
  'a/../..',
  '/etc',
  'C:',
  'a\\b',
  'con',
  'a/NUL.txt',
  'x.',
  'x ',
  '.hidden',
  '.trash',
  'a|b',
  'a\u0001',
  'x'.repeat(256),
])('the folder %j is refused', async (name) => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await using gallery = await folder.open()
  await gallery.ready()
  await expect(gallery.move(idOf(gallery, 'a.png'), name)).rejects.toThrow(/^"/)
  expect(await listFiles(folder.root)).toEqual(['a.png'])
})

test.skipIf(process.platform === 'win32')(
  'nothing is moved through a link or into a file, nor brought back through one',
  async () => {
    await using folder = await createTestFolder()
    await using outside = await createTestFolder()
    await folder.writeImage('a.png')
    await folder.writeImage('home/b.png')
    await using gallery = await folder.open()
    await gallery.ready()
    const [a, b] = [idOf(gallery, 'a.png'), idOf(gallery, 'home/b.png')]
    await symlink(outside.root, folder.path('link'))
    for (const target of ['link', 'link/new', 'home/b.png', 'home/b.png/new']) {
      await expect(gallery.move(a, target)).rejects.toThrow(InvalidPathError)
    }
    await gallery.trash(b)
    await folder.remove('home')
    await symlink(outside.root, folder.path('home'))
    await expect(gallery.restore(b)).rejects.toThrow(GalleryWriteError)
    expect(await listFiles(outside.root)).toEqual([])
    expect(gallery.query().items.map(({ path }) => path)).toEqual(['a.png'])
    await folder.remove('home')
    expect(await gallery.restore(b)).toMatchObject({ path: 'home/b.png' })
  },
)

test.skipIf(process.platform === 'win32')(
  'what a person says is not written through a link that is called like a sidecar',
  async () => {
    await using folder = await createTestFolder()
    await using outside = await createTestFolder()
    await outside.write('other.json', '{"secret":1}')
    await folder.writeImage('a.png')
    await symlink(outside.path('other.json'), folder.path('a.json'))
    await using gallery = await folder.open({ updateSidecar })
    await gallery.ready()
    const entry = await gallery.annotate(idOf(gallery, 'a.png'), { favourite: true })
    expect(entry).toMatchObject({ favourite: true })
    expect(await readFile(outside.path('other.json'), 'utf8')).toBe('{"secret":1}')
    expect(await readFile(folder.path('a.png.json'), 'utf8')).toBe('{"favourite":true}')
  },
)

test('an image that is moved where the name of one of its sidecars is taken gets a suffix', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('image_001.png', { prompt: '' })
  await folder.write('prompt_001.txt', 'mine')
  await folder.write('there/prompt_001.txt', 'of another')
  await using gallery = await folder.open()
  await gallery.ready()
  const moved = await gallery.move(idOf(gallery, 'image_001.png'), 'there')
  expect(moved?.path).toBe('there/image_001-2.png')
  expect(await readFile(folder.path('there/prompt_001-2.txt'), 'utf8')).toBe('mine')
  expect(await listFiles(folder.root)).toEqual([
    'there/image_001-2.png',
    'there/prompt_001-2.txt',
    'there/prompt_001.txt',
  ])
})

test('images with the same bytes are found, whatever their names', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png', { prompt: 'same' })
  await folder.writeImage('x/b.png', { prompt: 'same' })
  await folder.writeImage('c.png', { prompt: 'diff' })
  await using gallery = await folder.open()
  await gallery.ready()
  const groups = await gallery.duplicates()
  expect(groups.map((group) => group.map(({ path }) => path).sort())).toEqual([
    ['a.png', 'x/b.png'],
  ])
})

test('trashing an image that has gone meanwhile gives nothing and forgets it', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await using other = await folder.open()
  await using gallery = await folder.open()
  await Promise.all([gallery.ready(), other.ready()])
  const id = idOf(gallery, 'a.png')
  await other.trash(id)
  expect(await gallery.trash(id)).toBeUndefined()
  expect(gallery.get(id)).toBeUndefined()
  expect((await gallery.listTrash()).length).toBe(1)
})

test('two that trash an image at the same time have it in the trash once, and not lost', async () => {
  await using folder = await createTestFolder()
  for (let round = 0; round < 5; round += 1) await folder.writeImage(`${round}.png`)
  await using gallery = await folder.open()
  await using other = await folder.open()
  await Promise.all([gallery.ready(), other.ready()])
  for (let round = 0; round < 5; round += 1) {
    const id = idOf(gallery, `${round}.png`)
    const trashed = await Promise.all([gallery.trash(id), other.trash(id)])
    expect(trashed.filter((each) => each !== undefined)).toHaveLength(1)
    expect(await gallery.listTrash()).toHaveLength(round + 1)
  }
  const files = await listFiles(folder.root)
  expect(files.filter((path) => path.endsWith('.png'))).toHaveLength(5)
  const [day = ''] = await readdir(folder.path('.trash')).then((names) =>
    names.toSorted().reverse(),
  )
  expect(await readdir(folder.path(`.trash/${day}`))).toHaveLength(5)
})
