import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brushLimits, isFar, pressureOf, steppedBrush } from './mask-step.ts'
import { fitted, pinched, toPicture, toStage, workingSize, zoomedAt } from './mask-view.ts'

const side = fc.integer({ min: 1, max: 12_000 })
const size = fc.record({ width: side, height: side })
const place = fc.record({
  x: fc.integer({ min: -500, max: 2000 }),
  y: fc.integer({ min: -500, max: 2000 }),
})

describe('the view of a picture that is masked', () => {
  it('begins with all of the picture, in the middle', () => {
    fc.assert(
      fc.property(size, (picture) => {
        const stage = { width: 360, height: 500 }
        const view = fitted(picture, stage)
        const end = toStage(view, { x: picture.width, y: picture.height })
        expect(view.x).toBeGreaterThanOrEqual(0)
        expect(view.y).toBeGreaterThanOrEqual(0)
        expect(end.x).toBeCloseTo(stage.width - view.x, 3)
        expect(end.y).toBeCloseTo(stage.height - view.y, 3)
      }),
    )
  })

  it('zooms about the place that is pointed at', () => {
    const factors = fc.double({ min: 0.1, max: 10, noNaN: true })
    fc.assert(
      fc.property(place, factors, (at, factor) => {
        const view = { scale: 0.5, x: 12, y: -7 }
        const zoomed = zoomedAt(view, at, factor, 0.2)
        const kept = toStage(zoomed, toPicture(view, at))
        expect(kept.x).toBeCloseTo(at.x, 6)
        expect(kept.y).toBeCloseTo(at.y, 6)
        expect(zoomed.scale).toBeGreaterThanOrEqual(0.1)
        expect(zoomed.scale).toBeLessThanOrEqual(16)
      }),
    )
  })

  it('keeps what two fingers hold under them', () => {
    const view = { scale: 1, x: 0, y: 0 }
    const before = [
      { x: 100, y: 100 },
      { x: 200, y: 100 },
    ] as const
    const after = [
      { x: 80, y: 150 },
      { x: 280, y: 150 },
    ] as const
    const next = pinched(view, before, after, 0.1)
    expect(toStage(next, toPicture(view, before[0]))).toEqual(after[0])
    expect(toStage(next, toPicture(view, before[1]))).toEqual(after[1])
  })

  it('paints on as many pixels as a machine can move, in the proportions of the picture', () => {
    expect(workingSize({ width: 800, height: 600 })).toEqual({ width: 800, height: 600, scale: 1 })
    expect(workingSize({ width: 4096, height: 3072 })).toEqual({
      width: 2048,
      height: 1536,
      scale: 0.5,
    })
    expect(workingSize({ width: 12_000, height: 1 }).height).toBe(1)
  })
})

describe('the brush', () => {
  it('grows and shrinks by steps that are seen, and no further than its limits', () => {
    const limits = brushLimits({ width: 1024, height: 768 })
    expect(steppedBrush(64, 1, limits)).toBe(72)
    expect(steppedBrush(3, -1, limits)).toBe(limits.least)
    expect(steppedBrush(limits.most, 1, limits)).toBe(limits.most)
  })

  it('heeds the pressure of a pen alone', () => {
    expect(pressureOf('mouse', 0.5)).toBe(1)
    expect(pressureOf('touch', 0)).toBe(1)
    expect(pressureOf('pen', 0.4)).toBe(0.4)
  })

  it('leaves out dabs that nobody would see', () => {
    const dab = { x: 0, y: 0, pressure: 1 }
    expect(isFar(dab, { ...dab, x: 2 }, 48)).toBe(false)
    expect(isFar(dab, { ...dab, x: 5 }, 48)).toBe(true)
    expect(isFar(dab, { ...dab, pressure: 0.5 }, 48)).toBe(true)
  })
})
