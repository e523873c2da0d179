import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Hint } from '../progress/progress-board.ts'
import { ThrottledUpdates } from './throttled-updates.ts'

const preview = (requestId: string, dataUrl: string): Hint => ({
  type: 'preview',
  requestId,
  dataUrl,
})

function boxAt() {
  const time = { now: 0 }
  const box = new ThrottledUpdates({ now: () => 0, monotonic: () => time.now })
  return { box, time }
}

test('the first hint goes out at once, the next waits its turn and only the newest is kept', () => {
  const { box, time } = boxAt()
  box.put(preview('a', '1'))
  expect(box.take()).toEqual([preview('a', '1')])
  box.put(preview('a', '2'))
  box.put(preview('a', '3'))
  expect(box.take()).toEqual([])
  expect(box.dueIn()).toBe(200)
  time.now = 200
  expect(box.take()).toEqual([preview('a', '3')])
  expect(box.dueIn()).toBe(Number.POSITIVE_INFINITY)
})

test('jobs and kinds do not wait for one another', () => {
  const { box } = boxAt()
  const position: Hint = { type: 'position', requestId: 'a', position: 1 }
  box.put(preview('a', '1'))
  box.put(position)
  box.put(preview('b', '2'))
  expect(box.take()).toEqual([preview('a', '1'), position, preview('b', '2')])
})

test('a preview that has just gone out does not hold up the progress of the next step', () => {
  const { box, time } = boxAt()
  const progress = (step: number): Hint => ({
    type: 'progress',
    requestId: 'a',
    progress: { value: step / 4, step, steps: 4, stage: 'sampling', stale: false },
  })
  box.put(progress(1))
  expect(box.take()).toEqual([progress(1)])
  time.now = 150
  box.put(preview('a', '1'))
  expect(box.take()).toEqual([preview('a', '1')])
  time.now = 250
  box.put(progress(2))
  expect(box.take()).toEqual([progress(2)])
})

test('a position that has not changed is not told again', () => {
  const { box, time } = boxAt()
  box.put({ type: 'position', requestId: 'a', position: 1 })
  box.take()
  time.now = 1000
  box.put({ type: 'position', requestId: 'a', position: 1 })
  expect(box.take()).toEqual([])
})

test('however many are put in, no job gets more than five a second', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 200 }), (pauses) => {
      const { box, time } = boxAt()
      const sent: number[] = []
      for (const [index, pause] of pauses.entries()) {
        time.now += pause
        box.put(preview('a', `${index}`))
        sent.push(...box.take().map(() => time.now))
      }
      for (const [index, at] of sent.entries()) {
        expect(at - (sent[index - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(200)
      }
    }),
  )
})
