import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { GalleryFiles } from './gallery-files.ts'

async function createFolder(): Promise<AsyncDisposable & { readonly root: string }> {
  const root = await mkdtemp(join(tmpdir(), 'gallery-files-'))
  return {
    root,
    [Symbol.asyncDispose]: async () => {
      await chmod(root, 0o755)
      await rm(root, { recursive: true })
    },
  }
}

const filesIn = (root: string): GalleryFiles => new GalleryFiles({ root, failpoint: () => {} })

// Skipped for root, who may write everywhere.
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder that may only be read is left as it is, and no reason not to start',
  async () => {
    await using folder = await createFolder()
    await mkdir(join(folder.root, '.staging'))
    await writeFile(join(folder.root, 'a.json'), '{"request_id":"job"}')
    await writeFile(join(folder.root, 'a.png'), 'picture')
    await chmod(folder.root, 0o555)
    const files = filesIn(folder.root)
    await files.discard('job', 'a')
    expect((await readdir(folder.root)).sort()).toEqual(['.staging', 'a.json', 'a.png'])
    await expect(files.write('batches/b/batch.json', '{}')).rejects.toThrow('EACCES')
  },
)

test('in a folder without staging, which has taken the place of the gallery, nothing is made', async () => {
  await using folder = await createFolder()
  const files = filesIn(folder.root)
  await expect(files.write('batches/b/batch.json', '{"a":1}')).rejects.toThrow('ENOENT')
  expect(await readdir(folder.root)).toEqual([])
  await files.prepare()
  await files.write('batches/b/batch.json', '{"a":1}')
  expect(await readFile(join(folder.root, 'batches/b/batch.json'), 'utf8')).toBe('{"a":1}')
  expect(await readdir(join(folder.root, '.staging'))).toEqual([])
})

test('nothing is written through a link in the place of a folder, and nothing stays in staging', async () => {
  await using folder = await createFolder()
  await using outside = await createFolder()
  const files = filesIn(folder.root)
  await files.prepare()
  await mkdir(join(folder.root, 'sequences'))
  await mkdir(join(outside.root, 'b'))
  for (const link of ['batches', 'sequences/b']) {
    await symlink(outside.root, join(folder.root, link), 'junction')
  }
  for (const path of ['batches/new/batch.json', 'batches/b/batch.json', 'sequences/b/s.json']) {
    await expect(files.write(path, '{}')).rejects.toThrow(/ENOTDIR|EEXIST|ELOOP|EPERM/)
  }
  expect(await readdir(outside.root, { recursive: true })).toEqual(['b'])
  expect(await readdir(join(folder.root, '.staging'))).toEqual([])
})
