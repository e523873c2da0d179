import { basename } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  safeName,
  thumbnailFormats,
  thumbnailName,
  thumbnailPath,
  thumbnailSizes,
} from './thumbnail-path.ts'

const fileName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }),
  fc.constantFrom(
    'a.png',
    'a.png.600',
    'A.PNG',
    'con.png',
    'con',
    'a.',
    '.tmp-1',
    `h-${'0'.repeat(20)}`,
  ),
)
const variant = fc.record({
  size: fc.constantFrom(...thumbnailSizes),
  format: fc.constantFrom(...thumbnailFormats),
})

describe('the name of a thumbnail', () => {
  it('is that of the image and lies in a folder beside it', () => {
    expect(thumbnailPath('/gallery/day/a b.png')).toBe('/gallery/day/.thumbnails/a b.png.webp')
    expect(thumbnailPath('/gallery/größe.png', { size: 600, format: 'avif' })).toBe(
      '/gallery/.thumbnails/größe.png.600.avif',
    )
  })

  it.each([
    'a?.png',
    'NUL.png',
    'con',
    'a.png ',
    'a.',
    'x'.repeat(201),
    'ä'.repeat(101),
    'a\nb',
    '',
  ])('is a hash where %j would not do everywhere', (name) => {
    expect(thumbnailName(name, { size: 300, format: 'webp' })).toMatch(/^h-[0-9a-f]{20}\.webp$/)
  })

  it('fits every file system, is no temporary file and no folder of ours', () => {
    fc.assert(
      fc.property(fileName, variant, (name, which) => {
        const thumb = thumbnailName(name, which)
        expect(Buffer.byteLength(thumb)).toBeLessThanOrEqual(255)
        expect(thumb).toBe(basename(thumb))
        expect(thumb).not.toMatch(/^\.|[<>:"\\|?*]|[. ]$/)
        expect(safeName(name)).not.toBe('')
      }),
    )
  })

  it('belongs to one image and one variant only', () => {
    fc.assert(
      fc.property(fileName, variant, fileName, variant, (a, first, b, second) => {
        const isSame = a === b && first.size === second.size && first.format === second.format
        expect(thumbnailName(a, first) === thumbnailName(b, second)).toBe(isSame)
      }),
      { numRuns: 500 },
    )
  })
})
