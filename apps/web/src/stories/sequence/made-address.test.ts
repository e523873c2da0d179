import { describe, expect, it } from 'vitest'
import { fileNameOf, sheetAddress, showAddress } from './made-address.ts'

describe('the address of what is made of all frames', () => {
  it('has what was chosen alone', () => {
    expect(sheetAddress('s', { columns: null, cell: null })).toBe(
      '/api/sequence/s/contact-sheet.webp',
    )
    expect(sheetAddress('s', { columns: 4, cell: 256 })).toBe(
      '/api/sequence/s/contact-sheet.webp?columns=4&cell=256',
    )
    expect(showAddress('s', 1.5)).toBe('/api/sequence/s/slideshow.webp?frame_ms=1500')
  })

  it('goes with the name of a file', () => {
    expect(fileNameOf('slideshow', '9c5b94b1-35ad')).toBe('slideshow_9c5b94b1.webp')
  })
})
