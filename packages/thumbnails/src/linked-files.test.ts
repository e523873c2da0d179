import { mkdir, readdir, readFile, rename, symlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFolder, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { ImageNotFoundError } from './errors.ts'

const settled = new Date(Date.now() - 60_000)

async function createTree() {
  const folder = await createFolder()
  const root = join(folder.path, 'root')
  const outside = join(folder.path, 'outside')
  await mkdir(join(root, 'day'), { recursive: true })
  await mkdir(outside)
  const path = await folder.write('root/day/a.png', await png(64, 64))
  const secret = await folder.write('outside/a.png', await png(32, 32))
  return { root, outside, path, secret, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

test('a picture that became a link is gone, for thumbnails, copies and sheets', async () => {
  await using tree = await createTree()
  const { root, path, secret, outside } = tree
  await using thumbnailer = createThumbnailer({ root, concurrency: 1 })
  await rename(path, `${path}.aside`)
  await symlink(secret, path)
  await expect(thumbnailer.read({ path })).rejects.toThrow(ImageNotFoundError)
  await expect(thumbnailer.convert(path, { format: 'png' })).rejects.toThrow(ImageNotFoundError)
  const sheet = { directory: join(outside, 'sheets') }
  const empty = await thumbnailer.contactSheet([{ path: join(root, 'none.png') }], sheet)
  const linked = await thumbnailer.contactSheet([{ path }], sheet)
  expect(linked.bytes).toEqual(empty.bytes)
})

test('a folder that became a link below the root is not read, and nothing is written where it leads', async () => {
  await using tree = await createTree()
  const { root, path, outside } = tree
  await using thumbnailer = createThumbnailer({ root, concurrency: 1 })
  await rename(join(root, 'day'), join(root, 'aside'))
  await symlink(outside, join(root, 'day'))
  await expect(thumbnailer.read({ path })).rejects.toThrow(ImageNotFoundError)
  expect(await readdir(outside)).toEqual(['a.png'])
})

test.each(['.thumbnails', '.thumbnails/.converted'])(
  'a link in place of %s is neither written nor read nor deleted through',
  async (place) => {
    await using tree = await createTree()
    const { root, path, outside } = tree
    await using thumbnailer = createThumbnailer({ root, concurrency: 1 })
    const at = join(root, 'day', place)
    await mkdir(join(at, '..'), { recursive: true })
    await symlink(outside, at)
    const thumbnail = await thumbnailer.read({ path })
    const copy = await thumbnailer.convert(path, { format: 'png', width: 16 })
    expect(copy.path).toBeUndefined()
    expect(thumbnail.bytes.length).toBeGreaterThan(0)
    expect(await thumbnailer.remove(path)).toHaveLength(place === '.thumbnails' ? 0 : 1)
    expect(await readdir(outside)).toEqual(['a.png'])
  },
)

test('without a root the folder of thumbnails is still not followed', async () => {
  await using tree = await createTree()
  const { path, outside, root } = tree
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  await symlink(outside, join(root, 'day/.thumbnails'))
  expect((await thumbnailer.read({ path })).path).toBeUndefined()
  expect(await readdir(outside)).toEqual(['a.png'])
})

test('a thumbnail that is a link is made anew, and not sent', async () => {
  await using tree = await createTree()
  const { root, path, secret } = tree
  await using first = createThumbnailer({ root, concurrency: 1 })
  const { path: stored = '' } = await first.read({ path })
  await rename(stored, `${stored}.aside`)
  await utimes(secret, settled, settled)
  await symlink(secret, stored)
  await using second = createThumbnailer({ root, concurrency: 1 })
  const { bytes } = await second.read({ path })
  expect(bytes).toEqual(await readFile(`${stored}.aside`))
  expect(await readFile(secret)).toEqual(await png(32, 32))
})
