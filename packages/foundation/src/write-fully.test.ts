import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryDirectory } from '../test/temporary-directory.ts'
import { writeFully } from './write-fully.ts'

test('all bytes arrive in order, however few a write takes', async () => {
  await using directory = await createTemporaryDirectory()
  const path = join(directory.path, 'a.bin')
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251)
  await using handle = await open(path, 'w')
  const write = handle.write.bind(handle)
  const taken: number[] = []
  Object.defineProperty(handle, 'write', {
    value: (buffer: Uint8Array, offset: number, length: number) => {
      taken.push(Math.min(length, 300))
      return write(buffer, offset, Math.min(length, 300))
    },
  })
  await writeFully(handle, bytes)
  expect(new Uint8Array(await readFile(path))).toEqual(bytes)
  expect(taken).toEqual([300, 300, 300, 100])
})

test.runIf(process.platform === 'linux')('a disk that is full rejects', async () => {
  await using handle = await open('/dev/full', 'w')
  await expect(writeFully(handle, new Uint8Array(1))).rejects.toThrow('ENOSPC')
})
