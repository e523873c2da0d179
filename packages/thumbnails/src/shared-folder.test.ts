import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFolder, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { claimThumbnail } from './maker-claims.ts'

test('several that share a folder divide what is made ahead, and what one claims that was stopped is made by another', async () => {
  await using folder = await createFolder()
  const picture = await png(400, 300)
  const names = Array.from({ length: 24 }, (_, number) => `${number}.png`)
  const paths = await Promise.all(names.map((name) => folder.write(name, picture)))
  await using one = createThumbnailer({ concurrency: 2, shared: true })
  await using other = createThumbnailer({ concurrency: 2, shared: true })
  await one.thumbnail({ path: paths[0] ?? '' })
  // As of a maker that was stopped.
  await using _stopped = await claimThumbnail({ base: folder.path, name: '.thumbnails/5.png.webp' })
  const results = await Promise.all([one.warm(paths), other.warm(paths)])
  const count = (which: 'made' | 'cached') =>
    results.reduce((sum, result) => sum + result[which], 0)
  expect(count('made')).toBeGreaterThanOrEqual(23)
  expect(count('made') + count('cached')).toBe(48)
  for (const { failedCount } of results) expect(failedCount).toBe(0)
  const stored = await readdir(join(folder.path, '.thumbnails'))
  const thumbnails = stored.filter((name) => !name.startsWith('.'))
  expect(thumbnails.toSorted()).toEqual(names.map((name) => `${name}.webp`).toSorted())
})

test('one has the claim of a thumbnail at a time', async () => {
  await using folder = await createFolder()
  const place = { base: folder.path, name: 'a.png.webp' }
  {
    await using first = await claimThumbnail(place)
    await using second = await claimThumbnail(place)
    expect([first.isTaken, second.isTaken]).toEqual([false, true])
  }
  await using third = await claimThumbnail(place)
  expect(third.isTaken).toBe(false)
})

test('a folder in which no claim can be made has its thumbnails all the same', async () => {
  await using folder = await createFolder()
  const claim = await claimThumbnail({ base: join(folder.path, 'missing'), name: 'a.png.webp' })
  expect(claim.isTaken).toBe(false)
  await claim[Symbol.asyncDispose]()
})
