import { describe, expect, it } from 'vitest'
import { createTimeline, neighbour, toSections } from './timeline.ts'

const days = [
  { value: '2026-11-22', count: 5 },
  { value: '2026-11-20', count: 1 },
  { value: '2026-11-19', count: 4 },
]
const timeline = createTimeline(toSections(days, 10), 4)

describe('a timeline', () => {
  it('has a heading for each day and no row without pictures', () => {
    const rows = Array.from({ length: timeline.rowCount }, (_, index) => timeline.rowAt(index))
    expect(rows).toEqual([
      { kind: 'heading', section: { day: '2026-11-22', start: 0, count: 5 } },
      { kind: 'tiles', start: 0, count: 4 },
      { kind: 'tiles', start: 4, count: 1 },
      { kind: 'heading', section: { day: '2026-11-20', start: 5, count: 1 } },
      { kind: 'tiles', start: 5, count: 1 },
      { kind: 'heading', section: { day: '2026-11-19', start: 6, count: 4 } },
      { kind: 'tiles', start: 6, count: 4 },
    ])
    expect(timeline.total).toBe(10)
  })

  it('finds the row of every picture', () => {
    for (let picture = 0; picture < timeline.total; picture += 1) {
      const row = timeline.rowAt(timeline.rowOf(picture))
      expect(row.kind === 'tiles' && row.start <= picture && picture < row.start + row.count).toBe(
        true,
      )
    }
  })

  it('has every picture once, however many days, counts and columns there are', () => {
    for (const columns of [1, 3, 8]) {
      for (const counts of [
        [1],
        [8, 8],
        [1, 17, 3, 1, 1],
        Array.from({ length: 50 }, (_, n) => n + 1),
      ]) {
        const total = counts.reduce((sum, count) => sum + count, 0)
        const days = counts.map((count, index) => ({ value: `day ${index}`, count }))
        const { rowCount, rowAt } = createTimeline(toSections(days, total), columns)
        const pictures = Array.from({ length: rowCount }, (_, index) => rowAt(index)).flatMap(
          (row) =>
            row.kind === 'tiles' ? Array.from({ length: row.count }, (_, n) => row.start + n) : [],
        )
        expect(pictures).toEqual(Array.from({ length: total }, (_, n) => n))
      }
    }
  })

  it('shows pictures that no day counts, and no more than there are', () => {
    expect(toSections(days, 12).at(-1)).toEqual({ day: '', start: 10, count: 2 })
    expect(toSections(days, 7).at(-1)).toEqual({ day: '2026-11-19', start: 6, count: 1 })
    expect(toSections([], 0)).toEqual([])
  })

  it('leads up and down over headings and short rows, and stops at the ends', () => {
    expect(neighbour(timeline, 3, 'down')).toBe(4)
    expect(neighbour(timeline, 4, 'down')).toBe(5)
    expect(neighbour(timeline, 5, 'down')).toBe(6)
    expect(neighbour(timeline, 9, 'up')).toBe(5)
    expect(neighbour(timeline, 0, 'up')).toBe(0)
    expect(neighbour(timeline, 9, 'down')).toBe(9)
    expect(neighbour(timeline, 1, 'down', 3)).toBe(7)
  })
})
