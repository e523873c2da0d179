import { describe, expect, it } from 'vitest'
import { afterAction, beginning, paces, secondsOf, slideActionOf } from './slide-keys.ts'

const key = (name: string, more: object = {}) =>
  slideActionOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...more })

describe('the slideshow', () => {
  it('goes by keys, but not by those of the browser', () => {
    expect(key('ArrowRight')).toBe('next')
    expect(key(' ')).toBe('toggle')
    expect(key('+')).toBe('faster')
    expect(key('ArrowLeft', { altKey: true })).toBeUndefined()
    expect(key('a')).toBeUndefined()
  })

  it('begins again after the last frame, and steps back from the first to the last', () => {
    const at = (place: number) => ({ ...beginning(0), place })
    expect(afterAction(at(2), 'advance', 3).place).toBe(0)
    expect(afterAction(at(0), 'next', 3).place).toBe(1)
    expect(afterAction(at(0), 'previous', 3).place).toBe(2)
    expect(afterAction(at(1), 'last', 3).place).toBe(2)
    expect(afterAction(at(0), 'next', 1).place).toBe(0)
  })

  it('stays within its frames when some have gone', () => {
    expect(afterAction({ ...beginning(0), place: 9 }, 'previous', 3).place).toBe(1)
    expect(afterAction(beginning(0), 'last', 0).place).toBe(0)
  })

  it('is quicker and slower within bounds', () => {
    let show = beginning(0)
    for (const _ of paces) show = afterAction(show, 'faster', 3)
    expect(secondsOf(show)).toBe(0.25)
    for (const _ of paces) show = afterAction(show, 'slower', 3)
    expect(secondsOf(show)).toBe(8)
    expect(afterAction(show, 'toggle', 3).isPlaying).toBe(false)
  })
})
