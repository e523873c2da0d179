import { describe, expect, it } from 'vitest'
import { restMs, type Scrolled, scrollTo } from './fling.ts'

const frame = 1000 / 60
const top: Scrolled = { offset: 0, at: 0, isFlung: false }
const flung: Scrolled = { offset: 9000, at: 50, isFlung: true }

describe('a list that is scrolled', () => {
  it('is not flung by a wheel, nor by an arrow key that is held down', () => {
    expect(scrollTo(top, { offset: 40, at: frame }).isFlung).toBe(false)
    expect(scrollTo(top, { offset: 206, at: 33 }).isFlung).toBe(false)
  })

  it('is flung when a screen is gone before it was seen, up or down, however long a frame takes', () => {
    expect(scrollTo(top, { offset: 400, at: frame }).isFlung).toBe(true)
    expect(scrollTo({ ...flung, isFlung: false }, { offset: 8300, at: 100 }).isFlung).toBe(true)
  })

  it('stays flung over a late frame, and until it is slow', () => {
    expect(scrollTo(flung, { offset: 9250, at: 100 }).isFlung).toBe(true)
    expect(scrollTo(flung, { offset: 9040, at: 50 + frame }).isFlung).toBe(false)
  })

  it('is not flung by a single jump, however far', () => {
    expect(scrollTo(top, { offset: 500_000, at: restMs }).isFlung).toBe(false)
    expect(scrollTo(flung, { offset: 0, at: 50 + restMs }).isFlung).toBe(false)
  })
})
