import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { directoryArbitrary, recordArbitrary } from '../../test/random-record.ts'
import type { EntryRecord } from '../entry-record.ts'
import { InvalidCursorError, InvalidQueryError } from '../errors.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import type { GalleryFilter, GallerySort } from '../gallery-query.ts'
import { imageId } from '../image-id.ts'
import { foldText } from './fold-text.ts'
import { GalleryIndex } from './gallery-index.ts'
import { joinPath } from './join-path.ts'

type Put = readonly [directory: string, record: EntryRecord]

/** The same thing in the plainest way. */
class Model {
  readonly entries = new Map<string, GalleryEntry>()

  put(directory: string, record: EntryRecord): void {
    const { details, stamp: _, ...rest } = record
    const path = joinPath(directory, record.name)
    const seedText = record.seed === null ? record.seedText : String(record.seed)
    this.entries.set(path, { ...rest, ...details, seedText, path, id: imageId(path) })
  }

  filter(filter: GalleryFilter): GalleryEntry[] {
    return [...this.entries.values()].filter((entry) => matches(entry, filter))
  }
}

const slashes = (text: string): string => text.replaceAll('\\', '/')

function within(value: number | null, min?: number, max?: number): boolean {
  if (min === undefined && max === undefined) return true
  return value !== null && value >= (min ?? 0) && value <= (max ?? Number.POSITIVE_INFINITY)
}

function matches(entry: GalleryEntry, filter: GalleryFilter): boolean {
  const isEqual = <T>(wanted: T | undefined, value: T): boolean =>
    wanted === undefined || wanted === value
  const words = (filter.keyword ?? '').split(/\s+/u).filter((word) => word !== '')
  const checks = [
    words.every((word) => foldText(entry.prompt).includes(foldText(word))),
    within(entry.createdMs, filter.dateFrom, filter.dateTo),
    isEqual(filter.model && slashes(filter.model), slashes(entry.model)),
    filter.lora === undefined ||
      entry.loras.some(({ name }) => slashes(name) === slashes(filter.lora ?? '')),
    isEqual(filter.sampler, entry.sampler),
    filter.seed === undefined || String(filter.seed) === entry.seedText,
    within(entry.width, filter.minWidth, filter.maxWidth),
    within(entry.height, filter.minHeight, filter.maxHeight),
    isEqual(filter.favourite, entry.favourite),
    filter.tag === undefined || entry.tags.includes(filter.tag),
    isEqual(filter.source, entry.source),
    isEqual(filter.batchId, entry.batchId),
    isEqual(filter.sequenceId, entry.sequenceId),
  ]
  return checks.every(Boolean)
}

function sortValue(entry: GalleryEntry, sortBy: GallerySort): Buffer {
  const number = Buffer.alloc(8)
  number.writeDoubleBE(sortBy === 'filesize' ? entry.size : 0)
  if (sortBy === 'prompt') return Buffer.from(foldText(entry.prompt)).subarray(0, 256)
  return sortBy === 'model' ? Buffer.from(entry.model) : number
}

function sorted(entries: GalleryEntry[], sortBy: GallerySort, sortOrder: 'asc' | 'desc'): string[] {
  const ordered = entries.sort(
    (a, b) =>
      Buffer.compare(sortValue(a, sortBy), sortValue(b, sortBy)) ||
      a.createdMs - b.createdMs ||
      Buffer.compare(Buffer.from(a.id, 'base64url'), Buffer.from(b.id, 'base64url')),
  )
  if (sortOrder === 'desc') ordered.reverse()
  return ordered.map(({ path }) => path)
}

const puts = fc.array(fc.tuple(directoryArbitrary, recordArbitrary), { maxLength: 60 })
const sorts = fc.constantFrom<GallerySort>('timestamp', 'model', 'prompt', 'filesize')
const orders = fc.constantFrom<'asc' | 'desc'>('asc', 'desc')
const filters: fc.Arbitrary<GalleryFilter> = fc
  .record(
    {
      keyword: fc.constantFrom(
        '',
        'fox',
        'FOX snow',
        'strasse',
        'straße',
        'οδοσ',
        '狐',
        'fire',
        'é',
        'zebra',
      ),
      dateFrom: fc.constantFrom(Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 21)),
      dateTo: fc.constantFrom(Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 22)),
      model: fc.constantFrom('base/x.safetensors', 'base\\x.safetensors', 'other'),
      lora: fc.constantFrom('style/ink', 'detail', 'none'),
      sampler: fc.constantFrom('euler', 'other'),
      seed: fc.constantFrom<number | string>(
        0,
        7,
        '7',
        Number.MAX_SAFE_INTEGER,
        '18446744073709551615',
      ),
      minWidth: fc.constantFrom(0, 600),
      maxWidth: fc.constantFrom(512, 2000),
      minHeight: fc.constantFrom(600),
      maxHeight: fc.constantFrom(600),
      favourite: fc.boolean(),
      tag: fc.constantFrom('a', 'ü', 'none'),
      source: fc.constantFrom('darkroom', 'none'),
      batchId: fc.constantFrom('batch-1', 'none'),
      sequenceId: fc.constantFrom('sequence-1'),
    },
    { requiredKeys: [] },
  )
  .map((all) => Object.fromEntries(Object.entries(all).slice(0, 3)))

function fill(index: GalleryIndex, model: Model, items: readonly Put[]): void {
  for (const [directory, record] of items) {
    const known = model.entries.has(joinPath(directory, record.name))
    const changes = index.apply(directory, [record])
    // The same stamp means the same content.
    if (changes.length > 0 || !known) model.put(directory, record)
  }
}

function walk(
  index: GalleryIndex,
  sortBy: GallerySort,
  sortOrder: 'asc' | 'desc',
  limit: number,
): string[] {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = index.query({}, { sortBy, sortOrder, limit, ...(cursor && { cursor }) })
    seen.push(...page.items.map(({ path }) => path))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return seen
}

describe('an index', () => {
  test('answers every query as a plain list would', () => {
    fc.assert(
      fc.property(puts, filters, sorts, orders, (items, filter, sortBy, sortOrder) => {
        const index = new GalleryIndex()
        const model = new Model()
        fill(index, model, items)
        const expected = model.filter(filter)
        const { items: found, total } = index.query(filter, { sortBy, sortOrder, limit: 1000 })
        expect(total).toBe(expected.length)
        expect(found.map(({ path }) => path)).toEqual(sorted(expected, sortBy, sortOrder))
        for (const entry of found) expect(entry).toEqual(model.entries.get(entry.path))
        const statistics = index.statistics(filter, Date.UTC(2026, 10, 21))
        expect(statistics).toMatchObject({
          totalImages: model.entries.size,
          filteredImages: expected.length,
          filteredSizeBytes: expected.reduce((sum, { size }) => sum + size, 0),
        })
      }),
      { numRuns: 300 },
    )
  })

  test('counts what occurs as a plain list would', () => {
    fc.assert(
      fc.property(puts, filters, (items, filter) => {
        const index = new GalleryIndex()
        const model = new Model()
        fill(index, model, items)
        const count = (
          values: (entry: GalleryEntry) => readonly string[],
        ): Record<string, number> => {
          const counts: Record<string, number> = {}
          for (const entry of model.filter(filter)) {
            for (const value of new Set(values(entry))) {
              if (value !== '') counts[value] = (counts[value] ?? 0) + 1
            }
          }
          return counts
        }
        const facets = index.facets(filter)
        const given = (
          values: readonly { value: string; count: number }[],
        ): Record<string, number> =>
          Object.fromEntries(values.map(({ value, count: times }) => [value, times]))
        expect(given(facets.models)).toEqual(count(({ model: name }) => [name]))
        expect(given(facets.samplers)).toEqual(count(({ sampler }) => [sampler]))
        expect(given(facets.sources)).toEqual(count(({ source }) => [source]))
        expect(given(facets.loras)).toEqual(count(({ loras }) => loras.map(({ name }) => name)))
        expect(given(facets.tags)).toEqual(count(({ tags }) => tags))
        const sizes = facets.sizes.map(({ width, height, count: times }) => [
          `${width}x${height}`,
          times,
        ])
        expect(Object.fromEntries(sizes)).toEqual(
          count(({ width, height }) => (width && height ? [`${width}x${height}`] : [])),
        )
        const total = facets.days.reduce((sum, day) => sum + day.count, 0)
        expect(total).toBe(model.filter(filter).length)
      }),
      { numRuns: 150 },
    )
  })

  test('keeps every order right while images come, change and go in batches of any size', () => {
    const batches = fc.array(
      fc.record({
        directory: directoryArbitrary,
        records: fc.uniqueArray(recordArbitrary, { maxLength: 20, selector: ({ name }) => name }),
        removed: fc.array(
          fc.integer({ min: 0, max: 30 }).map((number) => `${number}.png`),
          { maxLength: 12 },
        ),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(batches, sorts, orders, (steps, sortBy, sortOrder) => {
        const index = new GalleryIndex()
        const model = new Model()
        index.query({}, { sortBy })
        for (const { directory, records, removed } of steps) {
          for (const name of removed) model.entries.delete(joinPath(directory, name))
          index.apply(directory, [], removed)
          const changed = new Set(index.apply(directory, records).map(({ id }) => id))
          for (const record of records) {
            if (changed.has(imageId(joinPath(directory, record.name)))) model.put(directory, record)
          }
        }
        expect(walk(index, sortBy, sortOrder, 7)).toEqual(
          sorted(model.filter({}), sortBy, sortOrder),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('gives each image that stays exactly once to a walk, whatever comes and goes meanwhile', () => {
    fc.assert(
      fc.property(
        puts,
        puts,
        sorts,
        orders,
        fc.integer({ min: 1, max: 7 }),
        (first, later, sortBy, sortOrder, limit) => {
          const index = new GalleryIndex()
          const model = new Model()
          fill(index, model, first)
          const before = new Set(model.entries.keys())
          const touched = new Set<string>()
          const seen: string[] = []
          const changes = [...later]
          let cursor: string | undefined
          do {
            const page = index.query({}, { sortBy, sortOrder, limit, ...(cursor && { cursor }) })
            seen.push(...page.items.map(({ path }) => path))
            cursor = page.nextCursor
            for (const [directory, record] of changes.splice(0, 3)) {
              const path = joinPath(directory, record.name)
              touched.add(path)
              if (record.favourite) index.apply(directory, [], [record.name])
              else index.apply(directory, [record])
            }
          } while (cursor !== undefined)
          const stayed = [...before].filter((path) => !touched.has(path))
          const seenOfThem = seen.filter((path) => !touched.has(path))
          expect(seenOfThem.toSorted()).toEqual(stayed.toSorted())
        },
      ),
      { numRuns: 200 },
    )
  })

  test('loses none of many images made in the same millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), recordArbitrary, (limit, record) => {
        const index = new GalleryIndex()
        const names = Array.from({ length: 40 }, (_, number) => `${number}.png`)
        index.apply(
          '',
          names.map((name) => ({ ...record, name })),
        )
        expect(walk(index, 'timestamp', 'desc', limit).toSorted()).toEqual(names.toSorted())
      }),
      { numRuns: 20 },
    )
  })
})

describe('a cursor', () => {
  const index = new GalleryIndex()
  for (const [record] of fc.sample(fc.tuple(recordArbitrary), { numRuns: 50, seed: 1 })) {
    index.apply('', [record])
  }
  const { nextCursor = '' } = index.query({ favourite: true }, { limit: 1 })

  test('belongs to its filter and order', () => {
    expect(nextCursor).not.toBe('')
    for (const [filter, page] of [
      [{ favourite: false }, {}],
      [{ favourite: true }, { sortOrder: 'asc' }],
      [{ favourite: true }, { sortBy: 'model' }],
    ] as const) {
      expect(() => index.query(filter, { ...page, cursor: nextCursor })).toThrow(InvalidCursorError)
    }
  })

  test('that is no cursor of ours is refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json()), (cursor) => {
        expect(() => index.query({}, { cursor })).toThrow(InvalidCursorError)
      }),
    )
  })

  test('is good for a larger page', () => {
    const page = index.query({ favourite: true }, { limit: 100, cursor: nextCursor })
    expect(page.items.length).toBe(page.total - 1)
  })
})

test.each([
  [{}, { limit: 0 }],
  [{}, { limit: 1001 }],
  [{}, { limit: 1.5 }],
  [{ dateFrom: 2, dateTo: 1 }, {}],
  [{ minWidth: Number.NaN }, {}],
  [{ seed: '-1' }, {}],
])('a query that cannot be meant is refused: %j %j', (filter, page) => {
  expect(() => new GalleryIndex().query(filter, page)).toThrow(InvalidQueryError)
})
