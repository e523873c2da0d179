import { readFile, rename, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createTestFolder } from '../../test/test-gallery.ts'
import { imageId } from '../image-id.ts'

test('what is in the trash is described as it was shown, each of two with the same path by itself', async () => {
  await using folder = await createTestFolder()
  await using gallery = await folder.open()
  const id = imageId('day/a.png')
  for (const prompt of ['first', 'second']) {
    await folder.writeImage('day/a.png', { prompt: 'embedded' })
    await folder.write('day/a.json', JSON.stringify({ prompt }))
    await gallery.refresh(['day/a.png'])
    await gallery.trash(id)
  }
  const trashed = await gallery.listTrash()
  expect(trashed.map(({ entry }) => entry.recipe.prompt).sort()).toEqual(['first', 'second'])
  expect(trashed.map(({ entry }) => [entry.id, entry.path, entry.name, entry.width])).toEqual([
    [id, 'day/a.png', 'a.png', 64],
    [id, 'day/a.png', 'a.png', 64],
  ])
  expect(await gallery.trashed(id)).toEqual(trashed)
  expect(await gallery.trashed(imageId('day/b.png'))).toEqual([])
  for (const image of trashed) {
    await using opened = await gallery.openTrashed(image)
    expect(opened?.contentType).toBe('image/png')
  }
})

test('what was trashed under an id of before is found by both forms, and comes back', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await using gallery = await folder.open()
  await gallery.ready()
  const id = imageId('a.png')
  const before = id.slice(1)
  await gallery.trash(id)
  const [trashed] = await gallery.listTrash()
  const directory = trashed?.location.replace('/a.png', '') ?? ''
  const manifest = folder.path(`${directory}/manifest.json`)
  await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(id, before))
  await rename(folder.path(directory), folder.path(directory.replace(id, before)))
  expect((await gallery.listTrash())[0]?.id).toBe(id)
  expect(await gallery.trashed(before)).toHaveLength(1)
  expect((await gallery.restore(id))?.path).toBe('a.png')
})

test('a broken picture in the trash is one of which nothing is known', async () => {
  await using folder = await createTestFolder()
  await folder.write('a.png', 'no picture', new Date(Date.now() - 60_000))
  await using gallery = await folder.open()
  await gallery.ready()
  await gallery.trash(imageId('a.png'))
  const [trashed] = await gallery.listTrash()
  expect(trashed?.entry).toMatchObject({ path: 'a.png', size: 10, damaged: true, recipe: {} })
})
