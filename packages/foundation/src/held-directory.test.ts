import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryDirectory } from '../test/temporary-directory.ts'
import { canHold, holdDirectory, holdDirectorySync } from './held-directory.ts'
import { openPlainFile, openPlainFileSync } from './open-plain-file.ts'
import { errorCode } from './system-error.ts'

/** A root with `a/b/file`, and beside it an `outside` with a `file`. */
async function createTree() {
  const directory = await createTemporaryDirectory()
  const root = join(directory.path, 'root')
  const outside = join(directory.path, 'outside')
  mkdirSync(join(root, 'a/b'), { recursive: true })
  mkdirSync(outside)
  writeFileSync(join(root, 'a/b/file'), 'inside')
  writeFileSync(join(outside, 'file'), 'outside')
  return {
    root,
    outside,
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  }
}

const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work()
    return ''
  } catch (error) {
    return errorCode(error)
  }
}

test('a directory is reached below a root that may itself be a link', async () => {
  await using tree = await createTree()
  const { root, outside } = tree
  await symlink(root, join(outside, 'link'))
  await using held = await holdDirectory(join(outside, 'link'), 'a/b')
  using same = holdDirectorySync(join(outside, 'link'), 'a/b')
  expect(await readdir(held.path)).toEqual(['file'])
  expect(readFileSync(same.at('file'), 'utf8')).toBe('inside')
})

test.each(['a', 'a/b'])(
  'a link in place of %s is not gone through, to read or to make',
  async (part) => {
    await using tree = await createTree()
    const { root, outside } = tree
    await mkdir(join(outside, 'b'))
    await rename(join(root, part), join(root, 'aside'))
    await symlink(outside, join(root, part))
    for (const create of [false, true]) {
      expect(await codeOf(() => holdDirectory(root, 'a/b', { create }))).toMatch(
        /^(ENOTDIR|ELOOP)$/,
      )
      expect(await codeOf(async () => holdDirectorySync(root, 'a/b', { create }))).toMatch(
        /^(ENOTDIR|ELOOP)$/,
      )
    }
    expect(await codeOf(() => openPlainFile(root, 'a/b/file'))).toMatch(/^(ENOTDIR|ELOOP)$/)
    expect(await readdir(join(outside, 'b'))).toEqual([])
  },
)

test('a file that is a link is not opened, and missing ones are missing', async () => {
  await using tree = await createTree()
  const { root, outside } = tree
  await symlink(join(outside, 'file'), join(root, 'a/link'))
  expect(await codeOf(() => openPlainFile(root, 'a/link'))).toBe('ELOOP')
  expect(await codeOf(async () => openPlainFileSync(root, 'a/link'))).toBe('ELOOP')
  expect(await codeOf(() => openPlainFile(root, 'a/none'))).toBe('ENOENT')
  expect(await codeOf(() => holdDirectory(root, 'none/a'))).toBe('ENOENT')
  await using handle = await openPlainFile(root, 'a/b/file')
  expect(await handle.readFile('utf8')).toBe('inside')
})

test('missing directories are made on demand, and two that make them at once agree', async () => {
  await using tree = await createTree()
  const paths = await Promise.all(
    [1, 2, 3].map(async (number) => {
      await using held = await holdDirectory(tree.root, 'new/deep', { create: true })
      await writeFile(held.at(String(number)), '')
      return number
    }),
  )
  expect(await readdir(join(tree.root, 'new/deep'))).toEqual(paths.map(String))
})

test('a path that leads out by its own words is refused', async () => {
  await using tree = await createTree()
  await expect(holdDirectory(tree.root, '../outside')).rejects.toThrow(RangeError)
  expect(() => openPlainFileSync(tree.root, '../outside/file')).toThrow(RangeError)
})

test.runIf(canHold())('what takes the place of a held directory is not seen', async () => {
  await using tree = await createTree()
  const { root, outside } = tree
  await using held = await holdDirectory(root, 'a/b')
  renameSync(join(root, 'a/b'), join(root, 'aside'))
  symlinkSync(outside, join(root, 'a/b'))
  expect(await readFile(held.at('file'), 'utf8')).toBe('inside')
  await writeFile(held.at('new'), '')
  expect(await readdir(outside)).toEqual(['file'])
  expect(await readdir(join(root, 'aside'))).toEqual(['file', 'new'])
})
