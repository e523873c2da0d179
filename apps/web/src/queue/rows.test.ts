import { expect, test } from 'vitest'
import type { Job, QueueRow } from '../api/types.ts'
import { dropped, idOf, joined, moved, type Rows, target } from './rows.ts'

const job = (request_id: string, position: number | undefined): Job => ({
  request_id,
  status: 'queued',
  position,
  priority: 0,
  prompt: 'a fox',
  model: 'm',
  seed: 1,
  created_at: '2026-11-22T15:30:12.000+00:00',
})
const row = (id: string, position?: number): QueueRow => ({ job: job(id, position) })

const line: Rows = [row('a', 0), row('b', 1), row('c', 2), row('held')]
const ids = (rows: Rows) => rows.map((one) => (one === undefined ? '?' : idOf(one))).join(' ')

test('parts of the list go where they belong, and what is not known yet stays open', () => {
  const rows = joined(5, [
    { from: 0, rows: [row('a', 0)] },
    { from: 3, rows: [row('d', 3), row('e', 4), row('too much', 5)] },
  ])
  expect(ids(rows)).toBe('a ? ? d e')
})

test('a moved row is where it will be, also once the server says so', () => {
  const before = { id: 'c', before: 'a' }
  expect(ids(moved(line, [before]))).toBe('c a b held')
  expect(ids(moved(moved(line, [before]), [before]))).toBe('c a b held')
  expect(ids(moved(line, [{ id: 'a', before: undefined }]))).toBe('b c a held')
  expect(
    ids(
      moved(line, [
        { id: 'gone', before: 'a' },
        { id: 'a', before: 'gone' },
      ]),
    ),
  ).toBe('a b c held')
})

test('each way leads to a place in line, and nowhere from its end', () => {
  const to = (id: string, way: Parameters<typeof target>[2]) => {
    const move = target(line, id, way)
    return move === undefined ? undefined : ids(moved(line, [move]))
  }
  expect(to('c', 'top')).toBe('c a b held')
  expect(to('c', 'up')).toBe('a c b held')
  expect(to('a', 'down')).toBe('b a c held')
  expect(to('b', 'down')).toBe('a c b held')
  expect(to('a', 'bottom')).toBe('b c a held')
  expect([to('a', 'top'), to('a', 'up'), to('c', 'down'), to('c', 'bottom')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(to('held', 'top')).toBeUndefined()
})

test('a dropped row goes before the one below it; beside itself it stays', () => {
  expect(dropped(line, 'c', 0)).toEqual({ id: 'c', before: 'a' })
  expect(dropped(line, 'b', 1)).toBeUndefined()
  expect(dropped(line, 'b', 2)).toBeUndefined()
  expect(dropped(line, 'a', 3)).toEqual({ id: 'a', before: undefined })
  expect(dropped(line, 'a', 4)).toEqual({ id: 'a', before: undefined })
})
