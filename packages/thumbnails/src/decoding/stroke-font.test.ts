import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drawText } from './stroke-font.ts'

const options = { x: 0, y: 0, height: 14, maxWidth: 1e6, colour: '#ffffff' }
const strokes = (text: string) => drawText(text, options).svg.match(/<path /g)?.length ?? 0

it('draws capitals and digits, one path each', () => {
  expect(strokes('Frame 12')).toBe(7)
  expect(drawText('HELLO', options).svg).toBe(drawText('hello', options).svg)
})

it('draws letters with accents without them, and leaves out what it does not know', () => {
  expect(drawText('Größe', options).svg).toBe(drawText('GROSSE', options).svg)
  expect(drawText('港 5', options).svg).toBe(drawText('5', options).svg)
})

it('is never wider than allowed, and ends with an ellipsis where it was cut', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 300 }), (text, maxWidth) => {
      expect(drawText(text, { ...options, maxWidth }).width).toBeLessThanOrEqual(maxWidth)
    }),
  )
  const cut = drawText('a long caption', { ...options, maxWidth: 60 })
  expect(cut.svg).toContain(drawText('…', options).svg.match(/ d="[^"]+"/)?.[0])
})

it('lets no markup through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const inside = drawText(`${text}<script>&"'`, options).svg
      expect(
        inside.replace(
          /<\/?g[^<>]*>|<path transform="translate\([\d.]+\)" d="[\d\sA-Za-z.,-]+"\/>/g,
          '',
        ),
      ).toBe('')
    }),
  )
})
