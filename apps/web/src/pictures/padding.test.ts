import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mostPadding, sides, withPadding } from './padding.ts'

it('takes the nearest multiple of 8 that there is, and leaves the other sides', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sides),
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      (side, pixels) => {
        const before = { left: 8, top: 16, right: 24, bottom: 32 }
        const { [side]: changed, ...others } = withPadding(before, side, pixels)
        expect(changed).toBeGreaterThanOrEqual(0)
        expect(changed).toBeLessThanOrEqual(mostPadding)
        expect((changed ?? 1) % 8).toBeCloseTo(0)
        expect(before).toMatchObject(others)
        if (pixels >= 0 && pixels <= mostPadding) {
          expect(Math.abs((changed ?? 0) - pixels)).toBeLessThanOrEqual(4)
        }
      },
    ),
  )
})
