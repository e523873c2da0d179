import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { largestSidecar, readSidecarText } from './read-sidecar-text.ts'

async function createFile(text: string) {
  const directory = await mkdtemp(join(tmpdir(), 'gallery-sidecar-'))
  const path = join(directory, 'a.json')
  await writeFile(path, text)
  return {
    path,
    directory,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  }
}

test.each([0, 1, 16_383, 16_384, 16_385, 100_000])(
  'a text of %d letters is read whole',
  async (length) => {
    const text = 'x'.repeat(length)
    await using file = await createFile(text)
    expect(readSidecarText(file.path, length)).toBe(text)
  },
)

test.each([-3, 4])(
  'a text that changed by %d bytes since it was looked at is read as it is',
  async (by) => {
    const text = 'grün, 狐'
    await using file = await createFile(text)
    expect(readSidecarText(file.path, Buffer.byteLength(text) - by)).toBe(text)
  },
)

test('what is too long, gone, a folder or a link has no text', async () => {
  await using file = await createFile('y'.repeat(largestSidecar + 1))
  await symlink(file.path, join(file.directory, 'link.json'))
  expect(readSidecarText(file.path, 10)).toBeUndefined()
  expect(readSidecarText(join(file.directory, 'none.json'), 10)).toBeUndefined()
  expect(readSidecarText(file.directory, 10)).toBeUndefined()
  expect(readSidecarText(join(file.directory, 'link.json'), 10)).toBeUndefined()
})
