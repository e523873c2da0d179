import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  flippedShape,
  nearestSize,
  type Shape,
  shapeNames,
  shapeOfSize,
  shapes,
  sizeOfShape,
} from './sizes.ts'

const of1024 = { usual: { width: 1024, height: 1024 }, multiple: 8 }
const of512 = { usual: { width: 512, height: 512 }, multiple: 8 }

describe('the size of a shape', () => {
  it.each<[Shape, number, number]>([
    ['1:1', 1024, 1024],
    ['3:4', 896, 1152],
    ['2:3', 832, 1216],
    ['9:16', 768, 1344],
    ['16:9', 1344, 768],
  ])('%s is one that models of 1024 × 1024 were trained in', (shape, width, height) => {
    expect(sizeOfShape(shape, of1024)).toEqual({ width, height })
  })

  it('goes in finer steps where there are few pixels', () => {
    expect(sizeOfShape('2:3', of512)).toEqual({ width: 416, height: 624 })
  })

  it('is what the API and the model take, near the shape, and never more than suits the model', () => {
    const model = fc.record({
      usual: fc.constantFrom(
        ...[512, 768, 1024, 1328].map((side) => ({ width: side, height: side })),
      ),
      multiple: fc.constantFrom(8, 16),
    })
    fc.assert(
      fc.property(model, fc.constantFrom(...shapeNames), (forModel, shape) => {
        const { width, height } = sizeOfShape(shape, forModel)
        expect(width % forModel.multiple).toBe(0)
        expect(height % forModel.multiple).toBe(0)
        expect(width * height).toBeLessThanOrEqual(forModel.usual.width * forModel.usual.height)
        expect(Math.abs(Math.log(width / height / shapes[shape]))).toBeLessThan(0.04)
        expect(shapeOfSize({ width, height }, forModel)).toBe(shape)
      }),
    )
  })

  it('turns over', () => {
    for (const shape of shapeNames)
      expect(shapes[flippedShape(shape)]).toBeCloseTo(1 / shapes[shape])
  })
})

it('a size moves to the nearest that is taken', () => {
  expect(nearestSize({ width: 1021, height: 5000 })).toEqual({ width: 1024, height: 2048 })
  expect(nearestSize({ width: 1, height: 1000 }, 16)).toEqual({ width: 64, height: 1008 })
})
