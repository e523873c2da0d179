import fc from 'fast-check'
import { expect, it } from 'vitest'
import { usualColumns } from '../plan-frames.ts'
import { fittingCellWidth, layOutSheet } from './sheet-layout.ts'

const sheets = fc.record({
  count: fc.integer({ min: 1, max: 60 }),
  columns: fc.integer({ min: 1, max: 12 }),
  cellWidth: fc.integer({ min: 64, max: 512 }),
  cellHeight: fc.integer({ min: 32, max: 1024 }),
  hasTitle: fc.boolean(),
})

it('gives every cell its place inside the sheet, with the same gap to all sides', () => {
  fc.assert(
    fc.property(sheets, (sheet) => {
      const { cells, width, height, gap, captionHeight } = layOutSheet(sheet)
      expect(cells).toHaveLength(sheet.count)
      for (const [index, { left, top }] of cells.entries()) {
        expect(left).toBeGreaterThanOrEqual(gap)
        expect(left + sheet.cellWidth + gap).toBeLessThanOrEqual(width)
        expect(top + sheet.cellHeight + captionHeight + gap).toBeLessThanOrEqual(height)
        const next = cells[index + 1]
        if (next === undefined) continue
        if (next.top === top) expect(next.left - left).toBe(sheet.cellWidth + gap)
        else expect(next.top - top).toBeGreaterThan(sheet.cellHeight + captionHeight + gap)
      }
    }),
  )
})

it('has cells as wide as wanted, or as can be written', () => {
  fc.assert(
    fc.property(sheets, (sheet) => {
      const shape = sheet.cellHeight / sheet.cellWidth
      const sideAt = (cellWidth: number): number => {
        const cellHeight = Math.ceil(cellWidth * shape)
        const { width, height } = layOutSheet({ ...sheet, cellWidth, cellHeight })
        return Math.max(width, height)
      }
      const fitting = fittingCellWidth(sheet)
      expect(fitting).toBeLessThanOrEqual(sheet.cellWidth)
      if (fitting > 16) expect(sideAt(fitting)).toBeLessThanOrEqual(16_383)
      if (fitting < sheet.cellWidth) expect(sideAt(fitting + 1)).toBeGreaterThan(16_383)
    }),
  )
})

it('has as few empty places as can be in a grid of pleasant shape', () => {
  const columns = [1, 2, 3, 4, 5, 7, 9, 12, 50].map(usualColumns)
  expect(columns).toEqual([1, 2, 3, 2, 3, 4, 3, 4, 10])
})
