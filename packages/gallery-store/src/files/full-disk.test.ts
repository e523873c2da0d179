import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createTestFolder, listFiles } from '../../test/test-gallery.ts'

const run = promisify(execFile)

/** Mounts a file system of 64 kB in the folder; undefined where that is not permitted, as in most containers. */
async function mountSmallDisk(path: string): Promise<AsyncDisposable | undefined> {
  await mkdir(path, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path])
  } catch {
    return undefined
  }
  return {
    [Symbol.asyncDispose]: async () => {
      await run('umount', [path])
    },
  }
}

test('on a full disk nothing is changed by halves, and room can be made', async ({ skip }) => {
  await using folder = await createTestFolder()
  await using disk = await mountSmallDisk(folder.root)
  skip(disk === undefined, 'no small disk can be mounted here')
  await folder.writeImage('a.png')
  await folder.write('a.json', '{"tags":["t"]}')
  await using gallery = await folder.open({ updateSidecar: () => 'x'.repeat(10_000) })
  await gallery.ready()
  const id = gallery.findByPath('a.png')?.id ?? ''
  await expect(writeFile(folder.path('filler'), Buffer.alloc(100_000))).rejects.toThrow('ENOSPC')
  const before = await listFiles(folder.root)

  const isFull = expect.objectContaining({ code: 'ENOSPC' })
  await expect(gallery.annotate(id, { favourite: true })).rejects.toEqual(isFull)
  await expect(gallery.trash(id)).rejects.toEqual(isFull)
  await expect(gallery.move(id, 'there')).rejects.toEqual(isFull)
  expect(await listFiles(folder.root)).toEqual(before)
  expect(gallery.get(id)).toMatchObject({ path: 'a.png', favourite: false, tags: ['t'] })

  expect((await gallery.remove(id))?.deletedFiles).toEqual(['a.png', 'a.json'])
  expect(await listFiles(folder.root)).toEqual(['filler'])
})
