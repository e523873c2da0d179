import { expect, test } from 'vitest'
import { ManualClock } from './manual-clock.ts'

test('time passes only when told, and the wall clock may jump alone', () => {
  const clock = new ManualClock({ wall: 1_000 })
  clock.advance(5)
  clock.jumpWall(-500)
  expect([clock.monotonic(), clock.now()]).toEqual([5, 505])
})

test('timers run when due, the earliest first, and once', () => {
  const clock = new ManualClock()
  const ran: number[] = []
  for (const due of [30, 10, 20]) clock.schedule(due, () => ran.push(due))
  clock.advance(9)
  expect(ran).toEqual([])
  clock.advance(11)
  expect(ran).toEqual([10, 20])
  clock.advance(100)
  expect(ran).toEqual([10, 20, 30])
})

test('a timer may be called off, also by another that is due with it', () => {
  const clock = new ManualClock()
  const ran: string[] = []
  const callOffs: (() => void)[] = []
  clock.schedule(1, () => {
    ran.push('first')
    for (const callOff of callOffs) callOff()
  })
  callOffs.push(clock.schedule(2, () => ran.push('second')))
  clock.advance(10)
  expect(ran).toEqual(['first'])
})
