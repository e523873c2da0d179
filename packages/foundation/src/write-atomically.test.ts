import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryDirectory } from '../test/temporary-directory.ts'
import { watchSyncs } from '../test/watch-syncs.ts'
import { writeAtomically } from './write-atomically.ts'

const systemError = (code: string): Error => Object.assign(new Error(code), { code })

test('the new content takes the place of the old, and nothing else is left', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'a.txt')
  await writeAtomically(path, 'old')
  await writeAtomically(path, Buffer.from('new'))
  expect(await readFile(path, 'utf8')).toBe('new')
  expect(await readdir(directory.path)).toEqual(['a.txt'])
})

test('missing directories are made, of the file and of the temporary file', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'a/b/c.txt')
  const temporary = join(directory.path, 'staging/c.part')
  await writeAtomically(path, 'text', { temporary })
  expect(await readFile(path, 'utf8')).toBe('text')
  expect(await readdir(dirname(temporary))).toEqual([])
})

test('a name may be as long as the file system takes', async () => {
  await using directory = await createTemporaryDirectory()
  await writeAtomically(join(directory.path, 'n'.repeat(255)), 'text')
  expect(await readdir(directory.path)).toEqual(['n'.repeat(255)])
})

test.runIf(process.platform !== 'win32')('the file has the permissions asked for', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'secret')
  await writeAtomically(path, 'text', { mode: 0o600 })
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('a name that cannot be taken rejects and leaves no temporary file', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'taken')
  await mkdir(path)
  await expect(writeAtomically(path, 'text')).rejects.toThrow(/EISDIR|EPERM/)
  expect(await readdir(directory.path)).toEqual(['taken'])
})

test.runIf(process.platform === 'linux').each(['ENOSPC', 'EIO'])(
  'the old content stands, alone, when the new one does not reach the disk: %s',
  async (code) => {
    await using directory = await createTemporaryDirectory()
    const path = join(directory.path, 'a.txt')
    await writeFile(path, 'old')
    using _ = await watchSyncs({ fail: systemError(code) })
    await expect(writeAtomically(path, 'new')).rejects.toThrow(code)
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(directory.path)).toEqual(['a.txt'])
  },
)

test.runIf(process.platform === 'linux')(
  'the file is synced under its temporary name, and its directory after it',
  async () => {
    await using directory = await createTemporaryDirectory()
    const temporary = join(directory.path, 'a.part')
    using syncs = await watchSyncs()
    await writeAtomically(join(directory.path, 'a.txt'), 'text', { temporary })
    expect(syncs.paths).toEqual([temporary, directory.path])
  },
)

test('of many that write a new file at once one succeeds, and the others are told that it is there', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'marker')
  const writes = Array.from({ length: 20 }, (_, number) =>
    writeAtomically(path, String(number), { exclusive: true }),
  )
  const results = await Promise.allSettled(writes)
  const winner = results.findIndex(({ status }) => status === 'fulfilled')
  const codes = results.flatMap((one) => (one.status === 'rejected' ? one.reason.code : []))
  expect(codes).toEqual(Array.from({ length: 19 }, () => 'EEXIST'))
  expect(await readFile(path, 'utf8')).toBe(String(winner))
  expect(await readdir(directory.path)).toEqual(['marker'])
})
