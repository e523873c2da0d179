import { expect, test } from 'vitest'
import { Receiver } from './receiver.ts'

const taken = (receiver: Receiver, now: number): readonly string[] => {
  const ids: string[] = []
  for (let next = receiver.take(now); next !== undefined; next = receiver.take(now))
    ids.push(next.id)
  return ids
}

test('messages of one lane go one after the other, and four lanes at once', () => {
  const receiver = new Receiver()
  for (const lane of ['a', 'b', 'c', 'd', 'e']) {
    receiver.add(lane, `${lane}1`, 0)
    receiver.add(lane, `${lane}2`, 0)
  }
  expect(taken(receiver, 0)).toEqual(['a1', 'b1', 'c1', 'd1'])
  receiver.finished('a')
  expect(taken(receiver, 0)).toEqual(['a2'])
  receiver.finished('a')
  expect(taken(receiver, 0)).toEqual(['e1'])
})

test('the first of a lane waits for its next try, and the rest with it', () => {
  const receiver = new Receiver()
  receiver.add('a', 'a1', 0)
  receiver.add('a', 'a2', 0)
  expect(taken(receiver, 0)).toEqual(['a1'])
  receiver.again('a', 100, { wasAway: false })
  expect(receiver.dueIn(10)).toBe(90)
  expect(taken(receiver, 99)).toEqual([])
  expect(taken(receiver, 100)).toEqual(['a1'])
})

test('a receiver that is away rests, is asked by one, and has everything at once when it is back', () => {
  const receiver = new Receiver()
  for (const lane of ['a', 'b', 'c']) receiver.add(lane, `${lane}1`, 0)
  expect(taken(receiver, 0)).toEqual(['a1', 'b1', 'c1'])
  for (const lane of ['a', 'b', 'c']) receiver.again(lane, 5_000, { wasAway: true })
  receiver.rest(1_000)
  receiver.add('d', 'd1', 0)
  expect(receiver.dueIn(0)).toBe(1_000)
  expect(taken(receiver, 999)).toEqual([])
  expect(taken(receiver, 1_000)).toEqual(['d1'])
  receiver.answered()
  receiver.finished('d')
  expect(taken(receiver, 1_001)).toEqual(['a1', 'b1', 'c1'])
})

test('a message that is replayed while it waits is due at once', () => {
  const receiver = new Receiver()
  receiver.add('a', 'a1', 0)
  receiver.take(0)
  receiver.again('a', 5_000, { wasAway: false })
  receiver.add('a', 'a1', 10)
  expect(taken(receiver, 10)).toEqual(['a1'])
  receiver.finished('a')
  expect(receiver.isDone).toBe(true)
})
