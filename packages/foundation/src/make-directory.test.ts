import { stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryDirectory } from '../test/temporary-directory.ts'
import { watchSyncs } from '../test/watch-syncs.ts'
import { makeDirectory } from './make-directory.ts'

test('all that is missing is made, and what is there already is no error', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'a/b')
  await makeDirectory(path)
  await makeDirectory(path)
  expect((await stat(path)).isDirectory()).toBe(true)
})

test('a relative path of one letter is a path like any other', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'x')
  await makeDirectory(relative(process.cwd(), path))
  expect((await stat(path)).isDirectory()).toBe(true)
})

test.runIf(process.platform === 'linux')(
  'each directory that got a new entry is synced, and none above',
  async () => {
    await using directory = await createTemporaryDirectory()
    const root = directory.path
    using syncs = await watchSyncs()
    await makeDirectory(`${root}/a/../a/b/c/`)
    expect(syncs.paths).toEqual([join(root, 'a/b'), join(root, 'a'), root])
    await makeDirectory(join(root, 'a/b'))
    expect(syncs.paths).toHaveLength(3)
  },
)
