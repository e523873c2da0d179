import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOutputFolder, outputPathOf, outputStemOf, slugOf } from './output-names.ts'

const id = 'a1b2c3d4-0000-4000-8000-000000000000'
const acceptedAt = new Date(2026, 10, 22, 5, 3, 9).getTime()

test('a single picture lies under its day, named by time and job', () => {
  expect(outputStemOf({ id, seed: 1, acceptedAt })).toBe('20261122/050309_a1b2c3d4')
})

test('a picture of a batch is named by number and seed', () => {
  const part = { kind: 'batch', id: 'B', number: 3, seedMode: 'random' } as const
  expect(outputStemOf({ id, seed: 77, acceptedAt, part })).toBe('batches/B/03_77')
})

test('a frame is named by number and the first words of its description', () => {
  const part = {
    kind: 'sequence',
    id: 'S',
    number: 1,
    frameNumber: 12,
    description: 'Élodie opens — the door/../etc & looks out into the street',
    shotType: 'wide',
  } as const
  expect(outputStemOf({ id, seed: 77, acceptedAt, part })).toBe(
    'sequences/S/012_elodie_opens_the_door_etc_looks',
  )
})

test('a frame that is made anew leaves the file of the former alone', () => {
  const part = {
    kind: 'sequence',
    id: 'S',
    number: 2,
    frameNumber: 2,
    description: 'Rain',
    shotType: 'wide',
  } as const
  expect(outputStemOf({ id, seed: 77, acceptedAt, part, isRedone: true })).toBe(
    'sequences/S/002_rain_a1b2c3d4',
  )
})

test('whatever the text, a slug is short and plain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(slugOf(text)).toMatch(/^[a-z0-9][a-z0-9_]{0,39}$/)
    }),
  )
  expect(slugOf('日本')).toBe('frame')
})

test('several files of one job are numbered from the second on', () => {
  const paths = [0, 1, 2, 99].map((index) => outputPathOf('d/x', index))
  expect(paths).toEqual(['d/x', 'd/x_02', 'd/x_03', 'd/x_100'])
})

test('folders that jobs make are told from those of people', () => {
  const of = (part: object): string => {
    const stem = outputStemOf({ id, seed: 1, acceptedAt, ...part })
    return stem.slice(0, stem.lastIndexOf('/'))
  }
  const batch = { part: { kind: 'batch', id, number: 1, seedMode: 'random' } as const }
  expect(
    [of({}), of(batch), 'batches', 'sequences', `sequences/${id}`].map(isOutputFolder),
  ).toEqual([true, true, true, true, true])
  const own = ['', 'best of', 'batches/mine', `${of({})}/best`, `sequences/${id}/chosen`, '2026']
  expect(own.filter(isOutputFolder)).toEqual([])
})
