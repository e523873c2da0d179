import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  hasPictures,
  type InputPictures,
  mainPicture,
  missingOf,
  noPictures,
  paintsNothing,
  taskOf,
  useOf,
  uses,
  withImage,
  withoutImage,
  withPictures,
  withUse,
} from './input-pictures.ts'

const fox = { gallery: 'fox' }
const boat = { gallery: 'boat' }
const mask = { upload: 'a'.repeat(64) }

describe('what pictures that go in amount to', () => {
  it.each<[InputPictures, string]>([
    [noPictures, 'text-to-image'],
    [{ image: fox }, 'image-to-image'],
    [{ image: fox, upscale: { factor: 2 } }, 'image-to-image'],
    [{ image: fox, mask }, 'inpaint'],
    [{ image: fox, mask_mode: 'transparent' }, 'inpaint'],
    [{ image: fox, outpaint: { left: 64 } }, 'outpaint'],
    [{ references: [fox, boat] }, 'edit'],
    [{ control: [{ type: 'canny', image: fox }] }, 'controlnet'],
    [{ upscale: { factor: 2 } }, 'hires-fix'],
    [{ workflow: 'upscale', image: fox, upscale: { factor: 2 } }, 'upscale'],
  ])('%j is %s', (pictures, task) => {
    expect(taskOf(pictures)).toBe(task)
  })

  it('is nothing painted where a picture is only enlarged', () => {
    const larger = withUse({ image: fox }, 'upscale')
    expect(paintsNothing(larger)).toBe(true)
    expect(paintsNothing({ ...larger, upscale: { factor: 2, denoise: 0.3 } })).toBe(false)
    expect(paintsNothing({ image: fox })).toBe(false)
  })
})

describe('another use of the same picture', () => {
  it('is the one that was asked for, of the same picture, from every other use', () => {
    const use = fc.constantFrom(...uses)
    fc.assert(
      fc.property(use, use, (before, after) => {
        const pictures = withUse(withUse({ image: fox }, before), after)
        expect(useOf(pictures)).toBe(after)
        expect(mainPicture(pictures)).toEqual(fox)
      }),
    )
  })

  it('leaves out what has no place there, and keeps what guides', () => {
    const control: InputPictures['control'] = [{ type: 'canny', image: boat }]
    const masked: InputPictures = { workflow: 'inpaint', image: fox, mask, grow_mask: 4, control }
    expect(withUse(masked, 'reference')).toEqual({ references: [fox], control })
    expect(withUse(masked, 'change')).toEqual({ image: fox, control })
    expect(withUse(masked, 'repaint')).toEqual(masked)
  })

  it('says what is still to be done', () => {
    expect(missingOf(withUse({ image: fox }, 'repaint'))).toHaveProperty('mask')
    expect(missingOf({ image: fox, mask })).toEqual({})
    expect(missingOf({ image: fox, outpaint: { left: 0 } })).toHaveProperty('outpaint')
    expect(missingOf({ control: [{ type: 'depth' }] })).toHaveProperty(['control.0.image'])
    expect(missingOf({ image: fox, mask, control: [{ type: 'inpaint' }] })).toEqual({})
  })
})

describe('a picture that comes', () => {
  it('takes the place of the one before, whose mask goes with it', () => {
    expect(withImage({ image: fox, mask, denoise: 0.4 }, boat)).toEqual({
      image: boat,
      denoise: 0.4,
    })
    expect(withImage({ references: [fox, fox] }, boat)).toEqual({ references: [boat, fox] })
  })

  it('becomes a reference when several come, up to as many as models take', () => {
    expect(withPictures({ image: fox }, [boat])).toEqual({ image: boat })
    expect(withPictures(noPictures, [fox, boat])).toEqual({ references: [fox, boat] })
    const many = Array.from({ length: 14 }, () => fox)
    expect(withPictures({ references: [boat] }, many).references).toHaveLength(10)
  })

  it('goes without a trace', () => {
    expect(hasPictures(withoutImage(withUse({ image: fox }, 'upscale')))).toBe(false)
    expect(withoutImage({ image: fox, mask, upscale: { factor: 2 } })).toEqual({
      upscale: { factor: 2 },
    })
  })
})
