import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryDirectory } from '../test/temporary-directory.ts'
import { watchSyncs } from '../test/watch-syncs.ts'
import { writeDurably } from './write-durably.ts'

test('what was in the file is replaced, even by something shorter', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'a.txt')
  await writeFile(path, 'a long old text')
  await writeDurably(path, 'new')
  expect(await readFile(path, 'utf8')).toBe('new')
})

test.runIf(process.platform === 'linux')('the content is synced', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'a.txt')
  using syncs = await watchSyncs()
  await writeDurably(path, 'text')
  expect(syncs.paths).toEqual([path])
})
