import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFolder, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { claimThumbnail } from './maker-claims.ts'

test('of several that share a folder one makes each thumbnail ahead, and what one claims that was stopped is made by another', async () => {
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
  // The one that was claimed by nobody who lives may be made by both.
  expect(count('made')).toBeGreaterThanOrEqual(23)
  expect(count('made')).toBeLessThanOrEqual(24)
  expect(count('made') + count('cached')).toBe(48)
  for (const { made, failedCount } of results) {
    expect(made).toBeGreaterThan(0)
    expect(failedCount).toBe(0)
  }
  const stored = await readdir(join(folder.path, '.thumbnails'))
  const thumbnails = stored.filter((name) => !name.startsWith('.'))
  expect(thumbnails.toSorted()).toEqual(names.map((name) => `${name}.webp`).toSorted())
})

test('a folder in which no claim can be made has its thumbnails all the same', async () => {
  await using folder = await createFolder()
  const claim = await claimThumbnail({ base: join(folder.path, 'missing'), name: 'a.png.webp' })
  expect(claim.isTaken).toBe(false)
  await claim[Symbol.asyncDispose]()
})
