import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('each work begins when the one before has ended, also when that failed', async () => {
  const inTurn = createTurns()
  const events: string[] = []
  const work = (name: string, fails = false) =>
    inTurn(async () => {
      events.push(`${name} begins`)
      await Promise.resolve()
      events.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const all = await Promise.allSettled([work('a'), work('b', true), work('c')])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})
