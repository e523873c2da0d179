import { closeSync, openSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFileSource } from './file-source.ts'

test('whatever is read, in any order, is what the file holds there', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'gallery-source-'))
  const path = join(directory, 'file')
  const content = Uint8Array.from(
    { length: 150_000 },
    (_, index) => (index * 31 + (index >> 8)) & 255,
  )
  await writeFile(path, content)
  const descriptor = openSync(path, 'r')
  try {
    const reads = fc.array(
      fc.record({
        offset: fc.oneof(
          fc.integer({ min: 0, max: 151_000 }),
          fc.integer({ min: 65_500, max: 65_600 }),
        ),
        length: fc.oneof(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 0, max: 100_000 })),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(reads, (all) => {
        const source = createFileSource(descriptor, content.length)
        for (const { offset, length } of all) {
          const expected = content.subarray(Math.min(offset, content.length), offset + length)
          expect(Buffer.compare(source.read(offset, length), expected)).toBe(0)
        }
      }),
    )
  } finally {
    closeSync(descriptor)
    await rm(directory, { recursive: true })
  }
})
