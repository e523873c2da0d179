import { describe, expect, it } from 'vitest'
import { coverageOf, softened } from './soften.ts'

const size = { width: 64, height: 32 }

/** White at the left of a column, black from it on. */
const half = (column: number): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: size.width * size.height }, (_, index) =>
    index % size.width < column ? 255 : 0,
  )

describe('a soft edge', () => {
  it('leaves a mask as it is when it is none', () => {
    expect(softened(half(32), size, 0)).toEqual(half(32))
  })

  it('goes evenly from white to black about where the edge was', () => {
    const soft = softened(half(32), size, 4)
    const row = Array.from(soft.slice(16 * 64, 17 * 64))
    expect(row).toEqual(row.toSorted((one, other) => other - one))
    expect(row[0]).toBe(255)
    expect(row[63]).toBe(0)
    expect(((row[31] ?? 0) + (row[32] ?? 0)) / 2).toBeCloseTo(127.5, -1)
    expect(row.filter((value) => value > 0 && value < 255).length).toBeGreaterThan(8)
  })

  it('does not fade at the edges of the picture', () => {
    const all = new Uint8ClampedArray(size.width * size.height).fill(255)
    expect(softened(all, size, 7)).toEqual(all)
  })
})

describe('a mask that is there already', () => {
  const pixels = Uint8ClampedArray.from([255, 255, 255, 255, 0, 0, 0, 0, 90, 90, 90, 200])

  it('is read as the request reads it', () => {
    expect(Array.from(coverageOf(pixels, 'white'))).toEqual([255, 0, 90])
    expect(Array.from(coverageOf(pixels, 'black'))).toEqual([0, 255, 165])
    expect(Array.from(coverageOf(pixels, 'transparent'))).toEqual([0, 255, 55])
  })
})
