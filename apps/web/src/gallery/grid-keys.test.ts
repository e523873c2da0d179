import { expect, it } from 'vitest'
import { actionOf, leadsTo } from './grid-keys.ts'
import { createTimeline, toSections } from './timeline.ts'

const plain = { ctrlKey: false, metaKey: false }
const timeline = createTimeline(toSections([{ value: '2026-11-22', count: 10 }], 10), 4)
const from = (place: number, key: string, modifier = plain) =>
  leadsTo({ key, ...modifier }, { timeline, from: place, rowsInSight: 2 })

it('leads through the grid, and stops at its ends', () => {
  expect(from(0, 'ArrowLeft')).toBe(0)
  expect(from(9, 'ArrowRight')).toBe(9)
  expect(from(1, 'ArrowDown')).toBe(5)
  expect(from(1, 'PageDown')).toBe(9)
  expect(from(6, 'Home')).toBe(4)
  expect(from(4, 'End')).toBe(7)
  expect(from(6, 'Home', { ctrlKey: true, metaKey: false })).toBe(0)
  expect(from(6, 'End', { ctrlKey: false, metaKey: true })).toBe(9)
  expect(from(6, 'x')).toBeUndefined()
})

it('does nothing to what is not there', () => {
  const empty = createTimeline([], 4)
  expect(
    leadsTo({ key: 'ArrowDown', ...plain }, { timeline: empty, from: 0, rowsInSight: 2 }),
  ).toBeUndefined()
})

it('knows what a key does', () => {
  expect(actionOf({ key: 'a', ...plain })).toBeUndefined()
  expect(actionOf({ key: 'a', ctrlKey: true, metaKey: false })).toBe('select-all')
  expect(actionOf({ key: 'f', ctrlKey: true, metaKey: false })).toBeUndefined()
  expect(actionOf({ key: 'f', ...plain })).toBe('favourite')
})
