import { mkdir, rename } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { eventually } from '../test/eventually.ts'
import { createTestFolder } from '../test/test-gallery.ts'
import type { Gallery } from './gallery.ts'
import { imageId } from './image-id.ts'

const paths = (gallery: Gallery): string[] =>
  gallery
    .query()
    .items.map(({ path }) => path)
    .sort()

test('a folder without the marker is not the gallery: nothing is taken from it, and nothing is forgotten', async () => {
  await using folder = await createTestFolder()
  await folder.write('.marker', 'ours')
  await folder.writeImage('day/a.png')
  const marker = () => ({ name: '.marker', text: 'ours' })
  await using gallery = await folder.open({ watch: 'poll', pollIntervalMs: 20, marker })
  await gallery.ready()
  expect(gallery.isComplete).toBe(true)
  const away = `${folder.root}.away`
  await rename(folder.root, away)
  await mkdir(folder.root)
  await eventually(() => gallery.isComplete).toBe(false)
  await folder.write('.marker', 'of somebody else')
  await folder.writeImage('theirs.png')
  expect(await gallery.refresh(['theirs.png', 'day/a.png'])).toMatchObject([{ path: 'day/a.png' }])
  expect(paths(gallery)).toEqual(['day/a.png'])
  await rename(folder.root, `${folder.root}.theirs`)
  await rename(away, folder.root)
  await folder.writeImage('b.png')
  await eventually(() => gallery.isComplete).toBe(true)
  await eventually(() => paths(gallery)).toEqual(['b.png', 'day/a.png'])
})

test('nothing is changed while the folder cannot be', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  let isAway = false
  const checkWritable = async () => {
    if (isAway) throw new Error('away')
  }
  await using gallery = await folder.open({ checkWritable, updateSidecar: () => '{}' })
  await gallery.ready()
  const id = imageId('a.png')
  isAway = true
  for (const change of [
    gallery.trash(id),
    gallery.remove(id),
    gallery.move(id, 'best'),
    gallery.annotate(id, { favourite: true }),
    gallery.emptyTrash(),
  ]) {
    await expect(change).rejects.toThrow('away')
  }
  isAway = false
  expect((await gallery.move(id, 'best'))?.path).toBe('best/a.png')
})
