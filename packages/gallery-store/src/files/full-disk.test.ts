import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createTestFolder, listFiles } from '../../test/test-gallery.ts'

const run = promisify(execFile)

/** A file system of 64 kB under the folder; only root may make one. */
async function mountSmallDisk(path: string): Promise<AsyncDisposable> {
  await mkdir(path, { recursive: true })
  await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path])
  return {
    [Symbol.asyncDispose]: async () => {
      await run('umount', [path])
    },
  }
}

test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'on a full disk nothing is changed by halves, and room can be made',
  async () => {
    await using folder = await createTestFolder()
    await using _disk = await mountSmallDisk(folder.root)
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
  },
)
