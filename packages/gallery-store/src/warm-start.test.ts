import { mkdirSync, readdirSync } from 'node:fs'
import { appendFile, readdir, rename, rm, unlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { fullRecipe } from '@darkroom/recipe/testing'
import { expect, test } from 'vitest'
import { eventually } from '../test/eventually.ts'
import { createTestFolder, type TestFolder } from '../test/test-gallery.ts'
import type { Gallery } from './gallery.ts'

const paths = (gallery: Gallery): string[] =>
  gallery
    .query()
    .items.map(({ path }) => path)
    .sort()

/** Opens, waits until the cache has been written, and closes. */
async function fillCache(folder: TestFolder): Promise<void> {
  mkdirSync(folder.cache, { recursive: true })
  await using gallery = await folder.open({ cacheDirectory: folder.cache })
  await gallery.ready()
  const names = eventually(() => readdirSync(folder.cache, { recursive: true }))
  await names.toContainEqual(expect.stringMatching(/\.snapshot$/))
}

test('a second start answers before it has looked at the folder', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('day/a.png', { prompt: 'fox' })
  await fillCache(folder)
  await using gallery = await folder.open({ cacheDirectory: folder.cache })
  expect(gallery.query({ keyword: 'fox' }).total).toBe(1)
  await gallery.ready()
  expect(gallery.query().total).toBe(1)
})

test('no word of a recipe is lost: not by the scan, not in the cache, not at the next start', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png', fullRecipe)
  await folder.writeImage('b.png', { negative_prompt: '', loras: [], denoise: 0 })
  const recipes = (gallery: Gallery): unknown[] =>
    ['a.png', 'b.png', 'c.png'].map((path) => gallery.findByPath(path)?.recipe)
  const expected = [fullRecipe, { negative_prompt: '', loras: [], denoise: 0 }, undefined]
  {
    await using gallery = await folder.open()
    await gallery.ready()
    expect(recipes(gallery)).toEqual(expected)
  }
  await fillCache(folder)
  {
    await using gallery = await folder.open({ cacheDirectory: folder.cache })
    expect(recipes(gallery)).toEqual(expected)
    await gallery.ready()
    await folder.writeImage('c.png', fullRecipe)
    await gallery.refresh(['c.png'])
  }
  await using gallery = await folder.open({ cacheDirectory: folder.cache })
  expect(recipes(gallery)).toEqual([...expected.slice(0, 2), fullRecipe])
})

test('what changed between two starts is found, and told', async () => {
  await using folder = await createTestFolder()
  for (const name of ['a', 'b', 'c']) await folder.writeImage(`${name}/1.png`, { prompt: 'old' })
  await fillCache(folder)
  await rm(folder.path('a'), { recursive: true })
  await folder.writeImage('b/2.png')
  await folder.writeImage('d/1.png')
  await folder.writeImage('c/1.png', { prompt: 'rewritten' })
  await using gallery = await folder.open({ cacheDirectory: folder.cache })
  await gallery.ready()
  expect(paths(gallery)).toEqual(['b/1.png', 'b/2.png', 'c/1.png', 'd/1.png'])
  await eventually(() => gallery.findByPath('c/1.png')?.recipe.prompt).toBe('rewritten')
})

test('what was noted since the snapshot is known at the next start', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await fillCache(folder)
  {
    await using gallery = await folder.open({ cacheDirectory: folder.cache })
    await gallery.ready()
    await folder.writeImage('b.png')
    await gallery.refresh(['b.png'])
    await unlink(folder.path('a.png'))
    await gallery.refresh(['a.png'])
  }
  await using gallery = await folder.open({ cacheDirectory: folder.cache })
  expect(paths(gallery)).toEqual(['b.png'])
})

test('a journal that breaks off in the middle of a line is used up to there', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await fillCache(folder)
  {
    await using gallery = await folder.open({ cacheDirectory: folder.cache })
    await gallery.ready()
    await folder.writeImage('b.png')
    await gallery.refresh(['b.png'])
  }
  const journal = (await readdir(folder.cache)).find((name) => name.endsWith('.journal')) ?? ''
  await appendFile(join(folder.cache, journal), '00000000 {"directory":"","rem')
  await using gallery = await folder.open({ cacheDirectory: folder.cache })
  expect(paths(gallery)).toEqual(['a.png', 'b.png'])
  await gallery.ready()
  expect(paths(gallery)).toEqual(['a.png', 'b.png'])
})

test('a folder that is away at the start keeps its index until it is back', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('day/a.png')
  await fillCache(folder)
  const away = `${folder.root}.away`
  await rename(folder.root, away)
  await using gallery = await folder.open({ cacheDirectory: folder.cache, pollIntervalMs: 20 })
  await gallery.ready()
  expect(gallery.isComplete).toBe(false)
  expect(paths(gallery)).toEqual(['day/a.png'])
  await rename(away, folder.root)
  await eventually(() => gallery.isComplete).toBe(true)
  expect(paths(gallery)).toEqual(['day/a.png'])
})

test('two galleries on one folder and one cache do not disturb each other', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await fillCache(folder)
  {
    const options = { cacheDirectory: folder.cache }
    await using one = await folder.open(options)
    await using two = await folder.open(options)
    await Promise.all([one.ready(), two.ready()])
    for (const number of [1, 2, 3, 4]) {
      const path = `${number}.png`
      await folder.writeImage(path)
      await (number % 2 === 0 ? one : two).refresh([path])
    }
  }
  await using gallery = await folder.open({ cacheDirectory: folder.cache })
  await gallery.ready()
  expect(paths(gallery)).toEqual(['1.png', '2.png', '3.png', '4.png', 'a.png'])
})

test('an unchanged file is not read again', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('day/a.png', { prompt: 'first' })
  await fillCache(folder)
  const old = new Date(Date.now() - 60_000)
  await utimes(folder.path('day'), old, old)
  await using gallery = await folder.open({ cacheDirectory: folder.cache })
  const start = gallery.lastEventId()
  await gallery.ready()
  expect(gallery.lastEventId()).toBe(start)
})
