import { mkdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { eventually } from '../test/eventually.ts'
import { createTestFolder, gatedMetadataModule } from '../test/test-gallery.ts'
import { tinyPng } from '../test/tiny-png.ts'
import type { Gallery } from './gallery.ts'
import { imageId } from './image-id.ts'

const paths = (gallery: Gallery): string[] =>
  gallery
    .query()
    .items.map(({ path }) => path)
    .sort()

test('a folder that does not exist is an empty gallery', async () => {
  await using folder = await createTestFolder()
  await rm(folder.root, { recursive: true })
  await using gallery = await folder.open()
  await gallery.ready()
  expect(gallery.query()).toEqual({ items: [], total: 0 })
})

test('a folder that appears later is found', async () => {
  await using folder = await createTestFolder()
  await rm(folder.root, { recursive: true })
  await using gallery = await folder.open({ pollIntervalMs: 20 })
  await gallery.ready()
  await folder.writeImage('day/a.png')
  await eventually(() => paths(gallery)).toEqual(['day/a.png'])
})

test('images are found in every folder with what they say of themselves', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png', { prompt: 'A red fox', seed: 7, model: 'base/x.safetensors' })
  await folder.writeImage('20261122/b.png', { prompt: 'snow' })
  await folder.write('20261122/b.json', JSON.stringify({ favourite: true, tags: ['winter'] }))
  await folder.write('notes.txt', 'no image')
  await folder.write('.thumbnails/a.png.webp', 'no image')
  await folder.write('.trash/20261101/x/c.png', tinyPng())
  await folder.write('@eaDir/d.png', tinyPng())
  await using gallery = await folder.open()
  await gallery.ready()
  expect(paths(gallery)).toEqual(['20261122/b.png', 'a.png'])
  expect(gallery.findByPath('a.png')).toMatchObject({
    recipe: { prompt: 'A red fox', seed: 7, model: 'base/x.safetensors' },
    seedText: '7',
    width: 64,
    height: 64,
    favourite: false,
    damaged: false,
  })
  expect(gallery.findByName('b.png')).toMatchObject({ favourite: true, tags: ['winter'] })
  expect(gallery.query({ keyword: 'FOX red' }).total).toBe(1)
  expect(gallery.query({ favourite: true }).items[0]?.path).toBe('20261122/b.png')
})

test('what is refreshed during the first scan is told, what the scan finds is not', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('there/before.png', {}, new Date('2026-11-01'))
  await using gallery = await folder.open()
  const stop = new AbortController()
  const events = gallery.events({ signal: stop.signal })
  await folder.writeImage('ours.png')
  await gallery.refresh(['ours.png'])
  await gallery.ready()
  await gallery.trash(gallery.findByPath('ours.png')?.id ?? '')
  const told: string[] = []
  for await (const { type, id } of events) {
    told.push(`${type} ${id === imageId('ours.png') ? 'ours.png' : id}`)
    if (type === 'removed') stop.abort()
  }
  expect(told).toEqual(['added ours.png', 'removed ours.png'])
})

test('what goes or is made during the first scan is told, though the scan sees it first', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('gate.png', { prompt: folder.path('open') }, new Date('2026-11-01'))
  await folder.writeImage('there/goes.png', {}, new Date('2026-11-01'))
  await using gallery = await folder.open({ metadataModule: gatedMetadataModule })
  const stop = new AbortController()
  const events = gallery.events({ signal: stop.signal })
  await gallery.refresh(['there/goes.png'])
  await folder.remove('there/goes.png')
  await folder.writeImage('there/comes.png')
  await folder.write('open', '')
  await gallery.ready()
  await gallery.trash(imageId('gate.png'))
  const told: string[] = []
  for await (const { type, id } of events) {
    told.push(`${type} ${id}`)
    if (id === imageId('gate.png')) stop.abort()
  }
  expect(told.toSorted()).toEqual(
    [
      `added ${imageId('there/goes.png')}`,
      `removed ${imageId('there/goes.png')}`,
      `added ${imageId('there/comes.png')}`,
      `removed ${imageId('gate.png')}`,
    ].toSorted(),
  )
})

test('a refreshed image is visible when refresh resolves', async () => {
  await using folder = await createTestFolder()
  await using gallery = await folder.open()
  await gallery.ready()
  await folder.writeImage('new/day/a.png')
  const [entry] = await gallery.refresh(['new/day/a.png'])
  expect(entry?.path).toBe('new/day/a.png')
  expect(gallery.query().total).toBe(1)
  await unlink(folder.path('new/day/a.png'))
  expect(await gallery.refresh(['new/day/a.png'])).toEqual([])
  expect(gallery.query().total).toBe(0)
})

test('a path that leads out of the gallery is refused', async () => {
  await using folder = await createTestFolder()
  await using gallery = await folder.open()
  for (const path of ['../x.png', '/etc/x.png', 'a/../../x.png', 'a\0.png']) {
    await expect(gallery.refresh([path])).rejects.toThrow('is no path relative to the gallery')
  }
})

test('new, changed, moved and deleted files are noticed', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('old.png')
  await using gallery = await folder.open({ watch: 'auto' })
  await gallery.ready()
  await folder.writeImage('fresh/deep/a.png', { prompt: 'one' })
  await eventually(() => paths(gallery)).toEqual(['fresh/deep/a.png', 'old.png'])
  await folder.write('fresh/deep/a.json', JSON.stringify({ favourite: true }))
  await eventually(() => gallery.findByPath('fresh/deep/a.png')?.favourite).toBe(true)
  await rename(folder.path('fresh'), folder.path('renamed'))
  await eventually(() => paths(gallery)).toEqual(['old.png', 'renamed/deep/a.png'])
  await unlink(folder.path('old.png'))
  await eventually(() => paths(gallery)).toEqual(['renamed/deep/a.png'])
  await rm(folder.path('renamed'), { recursive: true })
  await eventually(() => paths(gallery)).toEqual([])
})

test('a folder without events is noticed by looking', async () => {
  await using folder = await createTestFolder()
  await using gallery = await folder.open({ watch: 'poll', pollIntervalMs: 20 })
  await gallery.ready()
  await folder.writeImage('x/a.png')
  await eventually(() => paths(gallery)).toEqual(['x/a.png'])
  await unlink(folder.path('x/a.png'))
  await eventually(() => paths(gallery)).toEqual([])
})

test('an image is shown only when it has been written to its end', async () => {
  await using folder = await createTestFolder()
  await using gallery = await folder.open({ watch: 'auto' })
  await gallery.ready()
  const png = tinyPng({ prompt: 'slow' })
  await writeFile(folder.path('slow.png'), png.subarray(0, 60))
  expect(await gallery.refresh(['slow.png'])).toEqual([])
  await writeFile(folder.path('slow.png'), png)
  await eventually(() => gallery.findByPath('slow.png')?.recipe.prompt).toBe('slow')
})

test('symbolic links are not followed', async () => {
  await using folder = await createTestFolder()
  await using outside = await createTestFolder()
  await outside.writeImage('secret.png')
  await folder.writeImage('a.png')
  await symlink(outside.root, folder.path('link'))
  await symlink(outside.path('secret.png'), folder.path('b.png'))
  await symlink(folder.root, folder.path('loop'))
  await using gallery = await folder.open()
  await gallery.ready()
  expect(paths(gallery)).toEqual(['a.png'])
  expect(await gallery.refresh(['b.png', 'link/secret.png'])).toEqual([])
})

test('an image is opened with its true type and a strong tag', async () => {
  await using folder = await createTestFolder()
  await folder.write('a.jpg', tinyPng())
  await using gallery = await folder.open()
  await gallery.ready()
  const entry = gallery.findByPath('a.jpg')
  await using image = await gallery.open(entry?.id ?? '')
  expect(image?.contentType).toBe('image/png')
  expect(image?.etag).toMatch(/^"[\w.]+-\w+"$/)
  const content =
    image && (await text(image.handle.createReadStream({ autoClose: false, start: 1, end: 3 })))
  expect(content).toBe('PNG')
})

test('an image whose place was taken by a link to elsewhere is not opened', async () => {
  await using folder = await createTestFolder()
  await using outside = await createTestFolder()
  await outside.writeImage('a.png')
  await folder.writeImage('day/a.png')
  await using gallery = await folder.open()
  await gallery.ready()
  const { id = '' } = gallery.findByPath('day/a.png') ?? {}
  await rm(folder.path('day'), { recursive: true })
  await symlink(outside.root, folder.path('day'))
  expect(await gallery.open(id)).toBeUndefined()
  await unlink(folder.path('day'))
  await mkdir(folder.path('day'))
  await symlink(outside.path('a.png'), folder.path('day/a.png'))
  expect(await gallery.open(id)).toBeUndefined()
})

test('a gallery whose folder vanished keeps what it knows, and says that it is not whole until the folder returns', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('day/a.png')
  const warn = vi.fn()
  const logger = { info: vi.fn(), warn }
  await using gallery = await folder.open({ watch: 'poll', pollIntervalMs: 20, logger })
  await gallery.ready()
  const away = `${folder.root}.away`
  await rename(folder.root, away)
  await eventually(() => gallery.isComplete).toBe(false)
  expect(paths(gallery)).toEqual(['day/a.png'])
  await rename(away, folder.root)
  await eventually(() => gallery.isComplete).toBe(true)
  expect(paths(gallery)).toEqual(['day/a.png'])
  expect(warn.mock.calls.filter(([, message]) => String(message).includes('missing'))).toHaveLength(
    1,
  )
})

test('a module without the two functions is told to whoever waits', async () => {
  await using folder = await createTestFolder()
  await using gallery = await folder.open({ metadataModule: 'data:text/javascript,export {}' })
  await expect(gallery.ready()).rejects.toThrow('exports no readImageMetadata')
})

test('changes are told in order, and again from any of them', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('old.png')
  await using gallery = await folder.open()
  await gallery.ready()
  const start = gallery.lastEventId()
  const stop = new AbortController()
  await folder.writeImage('a.png', { prompt: 'one' })
  await gallery.refresh(['a.png'])
  await folder.writeImage('a.png', { prompt: 'longer' })
  await gallery.refresh(['a.png'])
  await unlink(folder.path('a.png'))
  await gallery.refresh(['a.png'])
  const types: string[] = []
  for await (const event of gallery.events({ after: start, signal: stop.signal })) {
    types.push(event.type)
    if (types.length === 3) stop.abort()
  }
  expect(types).toEqual(['added', 'changed', 'removed'])
  expect(() => gallery.events({ after: 'other-1', signal: stop.signal })).toThrow(
    'no longer available',
  )
})
