import { expect, test } from 'vitest'
import { IncomingRoom } from './incoming-room.ts'

test('where there is no room, the later ones wait until others end, and the first never does', async () => {
  const room = new IncomingRoom(100)
  const order: string[] = []
  const first = room.enter()
  const second = room.enter()
  const third = room.enter()
  await first.take(60)
  await second.take(40)
  const waiting = [
    second.take(1).then(() => order.push('second')),
    third.take(50).then(() => order.push('third')),
  ]
  await first.take(1000)
  expect(order).toEqual([])
  first[Symbol.dispose]()
  await waiting[0]
  expect(order).toEqual(['second', 'third'])
  await waiting[1]
  second[Symbol.dispose]()
  third[Symbol.dispose]()
  using only = room.enter()
  await only.take(10_000)
})
