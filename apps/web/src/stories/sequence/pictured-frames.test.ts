import { expect, it } from 'vitest'
import { shapeOf } from './pictured-frames.ts'

it('frames have the shape of the first picture, within bounds, and are square before', () => {
  const shape = (width: number | null, height: number | null) =>
    shapeOf([{ image: { width, height } }, { image: { width: 1, height: 9 } }])
  expect(shapeOf([])).toBe(1)
  expect(shape(null, null)).toBe(1)
  expect(shape(768, 1024)).toBe(0.75)
  expect(shape(4000, 100)).toBeCloseTo(16 / 9)
  expect(shape(100, 4000)).toBeCloseTo(2 / 3)
})
