import { expect, test } from 'vitest'
import { newFrame, readFrame } from './frame.ts'
import {
  added,
  changed,
  type Frames,
  inserted,
  mostFrames,
  moved,
  placeInGap,
  removed,
} from './frames.ts'

const three: Frames = ['a', 'b', 'c'].map((id) => ({ ...newFrame({ prompt: id }), id }))
const order = (frames: Frames): string => frames.map(({ prompt }) => prompt).join('')

test('a frame is moved to any place, and no further than the ends', () => {
  expect(order(moved(three, 'a', 1))).toBe('bac')
  expect(order(moved(three, 'c', 0))).toBe('cab')
  expect(order(moved(three, 'b', 9))).toBe('acb')
  expect(order(moved(three, 'b', -1))).toBe('bac')
  expect(moved(three, 'b', 1)).toBe(three)
  expect(moved(three, 'none', 0)).toBe(three)
})

test('a frame that is dropped lies between the two', () => {
  const dropped = (id: string, gap: number) => order(moved(three, id, placeInGap(three, id, gap)))
  expect(dropped('a', 0)).toBe('abc')
  expect(dropped('a', 1)).toBe('abc')
  expect(dropped('a', 2)).toBe('bac')
  expect(dropped('a', 3)).toBe('bca')
  expect(dropped('c', 0)).toBe('cab')
})

test('a frame that was removed comes back where it was, once', () => {
  const [, second = newFrame()] = three
  const without = removed(three, second.id)
  expect(order(without)).toBe('ac')
  const again = inserted(without, second, 1)
  expect(order(again)).toBe('abc')
  expect(inserted(again, second, 1)).toBe(again)
  expect(order(inserted(without.slice(0, 1), second, 7))).toBe('ab')
})

test('a frame is added behind another, or at the end, until there are as many as can be', () => {
  const [behind, frame] = added(three, 'a')
  expect(behind.indexOf(frame)).toBe(1)
  expect(added(three)[0]).toHaveLength(4)
  const full = Array.from({ length: mostFrames }, () => newFrame())
  expect(added(full)[0]).toBe(full)
})

test('only the frame that is meant changes', () => {
  const next = changed(three, 'b', { prompt: 'x' })
  expect(order(next)).toBe('axc')
  expect(next[0]).toBe(three[0])
})

test('what was kept of a frame is read, and what does not fit is left out', () => {
  const frame = newFrame({ prompt: 'a', own: { seed: 7, denoise: 0.4 }, inputs: { steps: 3 } })
  expect(readFrame(JSON.parse(JSON.stringify(frame)))).toEqual(frame)
  expect(readFrame('a')).toBeUndefined()
  expect(readFrame({ prompt: 3, own: { seed: 'x', denoise: 3, steps: 900 } })).toMatchObject({
    prompt: '',
    own: { seed: undefined, denoise: undefined, steps: 150 },
  })
})
