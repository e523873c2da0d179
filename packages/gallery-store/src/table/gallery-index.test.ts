import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countValues,
  foldersOf,
  NaiveGallery,
  slashes,
  sortedPaths,
} from '../../test/naive-gallery.ts'
import { filterArbitrary } from '../../test/random-filter.ts'
import { directoryArbitrary, recordArbitrary } from '../../test/random-record.ts'
import type { EntryRecord } from '../entry-record.ts'
import { InvalidCursorError, InvalidQueryError } from '../errors.ts'
import type { GalleryEntry } from '../gallery-entry.ts'
import type { GallerySort } from '../gallery-query.ts'
import { imageId } from '../image-id.ts'
import { GalleryIndex } from './gallery-index.ts'
import { joinPath } from './join-path.ts'

type Put = readonly [directory: string, record: EntryRecord]

const puts = fc.array(fc.tuple(directoryArbitrary, recordArbitrary), { maxLength: 60 })
const sorts = fc.constantFrom<GallerySort>('timestamp', 'model', 'prompt', 'filesize')
const orders = fc.constantFrom<'asc' | 'desc'>('asc', 'desc')

function fill(index: GalleryIndex, model: NaiveGallery, items: readonly Put[]): void {
  for (const [directory, record] of items) {
    const known = model.entries.has(joinPath(directory, record.name))
    const changes = index.apply(directory, [record])
    // Equal stamps mean equal content.
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
    const same = index.ids({}, { sortBy, sortOrder, limit, ...(cursor && { cursor }) })
    expect(same).toEqual({ ...page, items: undefined, ids: page.items.map(({ id }) => id) })
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return seen
}

describe('an index', () => {
  test('answers every query as a plain list would', () => {
    fc.assert(
      fc.property(puts, filterArbitrary, sorts, orders, (items, filter, sortBy, sortOrder) => {
        const index = new GalleryIndex()
        const model = new NaiveGallery()
        fill(index, model, items)
        const expected = model.filter(filter)
        const { items: found, total } = index.query(filter, { sortBy, sortOrder, limit: 1000 })
        expect(total).toBe(expected.length)
        expect(found.map(({ path }) => path)).toEqual(sortedPaths(expected, sortBy, sortOrder))
        for (const entry of found) expect(entry).toEqual(model.entries.get(entry.path))
        const { ids } = index.ids(filter, { sortBy, sortOrder, limit: 10_000 })
        expect(ids).toEqual(found.map(({ id }) => id))
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
      fc.property(puts, filterArbitrary, (items, filter) => {
        const index = new GalleryIndex()
        const model = new NaiveGallery()
        fill(index, model, items)
        const entries = model.filter(filter)
        const count = (
          values: (entry: GalleryEntry) => readonly string[],
        ): Record<string, number> => countValues(entries, values)
        const facets = index.facets(filter)
        const given = (
          values: readonly { value: string; count: number }[],
        ): Record<string, number> =>
          Object.fromEntries(values.map(({ value, count: times }) => [slashes(value), times]))
        expect(given(facets.models)).toEqual(count(({ recipe }) => [slashes(recipe.model ?? '')]))
        expect(given(facets.samplers)).toEqual(count(({ recipe }) => [recipe.sampler ?? '']))
        expect(given(facets.sources)).toEqual(count(({ source }) => [source]))
        expect(given(facets.mediaTypes)).toEqual(count(({ mediaType }) => [mediaType]))
        expect(given(facets.loras)).toEqual(
          count(({ recipe }) => (recipe.loras ?? []).map(({ name }) => slashes(name))),
        )
        expect(given(facets.tags)).toEqual(count(({ tags }) => tags))
        expect(given(facets.folders)).toEqual(count(({ path }) => foldersOf(path)))
        const sizes = facets.sizes.map(({ width, height, count: times }) => [
          `${width}x${height}`,
          times,
        ])
        expect(Object.fromEntries(sizes)).toEqual(
          count(({ width, height }) => (width && height ? [`${width}x${height}`] : [])),
        )
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
        const model = new NaiveGallery()
        index.query({}, { sortBy })
        for (const { directory, records, removed } of steps) {
          for (const name of removed) model.entries.delete(joinPath(directory, name))
          index.apply(directory, [], removed)
          const changed = new Set(index.apply(directory, records).map(({ id }) => id))
          const taken = records.filter(({ name }) =>
            changed.has(imageId(joinPath(directory, name))),
          )
          for (const record of taken) model.put(directory, record)
        }
        expect(walk(index, sortBy, sortOrder, 7)).toEqual(
          sortedPaths(model.filter({}), sortBy, sortOrder),
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
          const model = new NaiveGallery()
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

  test('sorts many prompts that begin alike', () => {
    const letters = fc.constantFrom('a', 'b', 'é', '雪', ',')
    const endings = fc.array(letters, { maxLength: 12 }).map((all) => all.join(''))
    const prompts = fc.array(endings, { minLength: 100, maxLength: 300 })
    fc.assert(
      fc.property(prompts, orders, recordArbitrary, (all, sortOrder, record) => {
        const index = new GalleryIndex()
        const model = new NaiveGallery()
        for (const [number, ending] of all.entries()) {
          const prompt = `masterpiece, best quality, ${ending}`
          const recipe = { ...record.recipe, prompt }
          const named = { ...record, name: `${number}.png`, recipe, createdMs: number % 7 }
          index.apply('', [named])
          model.put('', named)
        }
        const { items: found } = index.query({}, { sortBy: 'prompt', sortOrder, limit: 1000 })
        expect(found.map(({ path }) => path)).toEqual(
          sortedPaths(model.filter({}), 'prompt', sortOrder),
        )
      }),
      { numRuns: 20 },
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
