import { mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createTestFolder, listFiles, type TestFolder } from '../test/test-gallery.ts'
import { tinyPng } from '../test/tiny-png.ts'
import { GalleryWriteError } from './errors.ts'
import { imageId } from './image-id.ts'

const updateSidecar = (text: string | undefined): string => `${text ?? ''}!`

/** A folder outside with files of the same names, that nothing may touch. */
async function createOutside(folder: TestFolder): Promise<string> {
  const outside = join(dirname(folder.root), 'outside')
  await mkdir(join(outside, '.thumbnails'), { recursive: true })
  for (const name of ['a.png', 'a.json', '.thumbnails/a.png.webp']) {
    const isImage = name === 'a.png'
    await writeFile(
      join(outside, name),
      isImage ? tinyPng({ prompt: 'secret' }) : '{"prompt":"secret"}',
    )
  }
  return outside
}

async function replaceByLink(folder: TestFolder, path: string, target: string): Promise<void> {
  await rename(folder.path(path), join(dirname(folder.root), 'aside'))
  await symlink(target, folder.path(path))
}

test('a folder of pictures that became a link is not read, changed or opened', async () => {
  await using folder = await createTestFolder()
  const outside = await createOutside(folder)
  await folder.writeImage('day/a.png')
  await using gallery = await folder.open({ updateSidecar })
  await gallery.ready()
  await replaceByLink(folder, 'day', outside)
  const before = await listFiles(outside)
  const id = imageId('day/a.png')

  expect(await gallery.open(id)).toBeUndefined()
  expect(await gallery.metadata(id)).toBeUndefined()
  await gallery.annotate(id, { favourite: true }).catch(() => undefined)
  await gallery.move(id, 'other').catch(() => undefined)
  await gallery.trash(id).catch(() => undefined)
  await gallery.remove(id).catch(() => undefined)
  expect(await gallery.refresh(['day/a.png'])).toEqual([])
  expect(await listFiles(outside)).toEqual(before)
})

test('thumbnails behind a link are not taken along, and those of a restored picture go nowhere else', async () => {
  await using folder = await createTestFolder()
  const outside = await createOutside(folder)
  await folder.writeImage('day/a.png')
  await symlink(join(outside, '.thumbnails'), folder.path('day/.thumbnails'))
  await using gallery = await folder.open()
  await gallery.ready()
  const before = await listFiles(outside)
  expect((await gallery.trash(imageId('day/a.png')))?.deletedFiles).toEqual(['day/a.png'])
  expect((await gallery.restore(imageId('day/a.png')))?.path).toBe('day/a.png')
  expect(await listFiles(outside)).toEqual(before)

  await folder.remove('day/.thumbnails')
  await folder.write('day/.thumbnails/a.png.webp', 'made of it')
  await gallery.trash(imageId('day/a.png'))
  await folder.remove('day')
  await mkdir(folder.path('day'))
  await symlink(outside, folder.path('day/.thumbnails'))
  await expect(gallery.restore(imageId('day/a.png'))).rejects.toThrow(GalleryWriteError)
  expect(await listFiles(outside)).toEqual(before)
})

test.each(['.trash', '.trash/20260101', '.trash/.operations'])(
  'with a link in place of %s nothing is written or deleted where it leads',
  async (place) => {
    await using folder = await createTestFolder()
    const outside = await createOutside(folder)
    await folder.writeImage('a.png')
    await mkdir(dirname(folder.path(place)), { recursive: true })
    await symlink(outside, folder.path(place))
    const clock = { now: () => new Date(2026, 0, 1, 12).getTime() }
    await using gallery = await folder.open({ clock, updateSidecar })
    await gallery.ready()
    const before = await listFiles(outside)
    const id = imageId('a.png')
    await expect(gallery.trash(id)).rejects.toThrow(GalleryWriteError)
    expect(await gallery.listTrash()).toEqual([])
    expect(await gallery.emptyTrash()).toBe(0)
    expect(gallery.get(id)?.path).toBe('a.png')
    expect(await readdir(folder.root)).toContain('a.png')
    expect(await listFiles(outside)).toEqual(before)
  },
)

test('a sidecar that is a link tells nothing, and is not written to', async () => {
  await using folder = await createTestFolder()
  const outside = await createOutside(folder)
  await folder.writeImage('a.png', { prompt: 'mine' })
  await symlink(join(outside, 'a.json'), folder.path('a.json'))
  await using gallery = await folder.open({ updateSidecar: () => '{"favourite":true}' })
  await gallery.ready()
  const id = imageId('a.png')
  expect(gallery.get(id)?.recipe.prompt).toBe('mine')
  expect((await gallery.annotate(id, { favourite: true }))?.favourite).toBe(true)
  expect((await gallery.metadata(id))?.recipe.prompt).toBe('mine')
  expect(await listFiles(outside)).toContain('a.json')
})
