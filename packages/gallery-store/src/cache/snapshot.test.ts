import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { directoryArbitrary, recordArbitrary } from '../../test/random-record.ts'
import { GalleryIndex } from '../table/gallery-index.ts'
import { chunkPrompts } from '../table/word-chunk.ts'
import { readSnapshot } from './read-snapshot.ts'
import { captureSnapshot, writeSnapshot } from './write-snapshot.ts'

const owner = { root: '/images', metadataVersion: '1' }
const items = fc.array(fc.tuple(directoryArbitrary, recordArbitrary), { maxLength: 40 })

async function temporaryFile(): Promise<{ path: string } & AsyncDisposable> {
  const directory = await mkdtemp(join(tmpdir(), 'gallery-snapshot-'))
  return {
    path: join(directory, 'test.snapshot'),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  }
}

function save(path: string, index: GalleryIndex): Promise<void> {
  const directories: [string, number][] = [
    ['', 1.5],
    ['day', Number.NaN],
  ]
  return writeSnapshot(path, captureSnapshot('id', owner, { index, directories, device: 9 }))
}

test('an index read back answers as the one that was saved, and goes on growing', async () => {
  await using file = await temporaryFile()
  await fc.assert(
    fc.asyncProperty(items, items, async (first, later) => {
      const index = new GalleryIndex()
      for (const [directory, record] of first) index.apply(directory, [record])
      for (const [directory, record] of first.slice(0, 3)) index.apply(directory, [], [record.name])
      await save(file.path, index)
      const loaded = readSnapshot(file.path, owner)
      expect(loaded).toMatchObject({
        id: 'id',
        device: 9,
        directories: [
          ['', 1.5],
          ['day', Number.NaN],
        ],
      })
      for (const [directory, record] of later) {
        expect(loaded?.index.apply(directory, [record])).toEqual(index.apply(directory, [record]))
      }
      const page = { sortBy: 'prompt', limit: 1000 } as const
      expect(loaded?.index.query({}, page)).toEqual(index.query({}, page))
      expect(loaded?.index.query({ keyword: 'fox' }, {})).toEqual(
        index.query({ keyword: 'fox' }, {}),
      )
      expect(loaded?.index.facets({})).toEqual(index.facets({}))
    }),
    { numRuns: 60 },
  )
})

test('an index of more prompts than a chunk has is read back with all their words', async () => {
  await using file = await temporaryFile()
  const index = new GalleryIndex()
  const [record] = fc.sample(recordArbitrary, { numRuns: 1, seed: 5 })
  if (record === undefined) throw new Error('a record expected')
  const count = chunkPrompts + 20
  const records = Array.from({ length: count }, (_, number) => ({
    ...record,
    name: `${number}.png`,
    recipe: { prompt: `fox ${number % 2 === 0 ? 'even' : 'odd'} n${number}` },
  }))
  index.apply('', records)
  await save(file.path, index)
  const loaded = readSnapshot(file.path, owner)
  loaded?.index.apply('', [{ ...record, name: 'new.png', recipe: { prompt: 'odd new n1' } }])
  const totalOf = (keyword: string): number | undefined =>
    loaded?.index.query({ keyword }, { limit: 1 }).total
  expect(totalOf('even')).toBe(count / 2)
  expect(totalOf('odd fox')).toBe(count / 2)
  expect(totalOf('odd new')).toBe(1)
  expect(totalOf(`n${chunkPrompts - 2}`)).toBe(1)
  expect(totalOf(`N${count - 1} ox`)).toBe(1)
})

test('what changes while a snapshot is being written is not in it', async () => {
  await using file = await temporaryFile()
  const index = new GalleryIndex()
  const [before, after] = fc.sample(recordArbitrary, { numRuns: 2, seed: 3 })
  if (before === undefined || after === undefined) throw new Error('two records expected')
  index.apply('', [{ ...before, name: 'before.png' }])
  const expected = index.query({}, {})
  const saved = save(file.path, index)
  index.apply('', [{ ...after, name: 'after.png' }], ['before.png'])
  await saved
  expect(readSnapshot(file.path, owner)?.index.query({}, {})).toEqual(expected)
})

test('a snapshot with any one byte wrong, missing or added is not used', async () => {
  await using file = await temporaryFile()
  const index = new GalleryIndex()
  for (const record of fc.sample(recordArbitrary, { numRuns: 3, seed: 2 }))
    index.apply('', [record])
  await save(file.path, index)
  const good = readFileSync(file.path)
  for (let offset = 0; offset < good.length; offset += 1) {
    const bad = Uint8Array.from(good)
    bad[offset] = (bad[offset] ?? 0) ^ (1 << (offset % 8))
    writeFileSync(file.path, bad)
    expect(readSnapshot(file.path, owner), `byte ${offset}`).toBeUndefined()
  }
  writeFileSync(file.path, good)
  expect(readSnapshot(file.path, owner)).toBeDefined()
  for (let length = good.length - 1; length >= 0; length -= 17) {
    truncateSync(file.path, length)
    expect(readSnapshot(file.path, owner), `length ${length}`).toBeUndefined()
  }
  writeFileSync(file.path, Uint8Array.from([...good, 0]))
  expect(readSnapshot(file.path, owner)).toBeUndefined()
})

test('a snapshot of another gallery or parser is not used', async () => {
  await using file = await temporaryFile()
  await save(file.path, new GalleryIndex())
  expect(readSnapshot(file.path, owner)).toBeDefined()
  expect(readSnapshot(file.path, { ...owner, root: '/other' })).toBeUndefined()
  expect(readSnapshot(file.path, { ...owner, metadataVersion: '2' })).toBeUndefined()
  expect(readSnapshot(`${file.path}.none`, owner)).toBeUndefined()
})
