import { expect, test } from 'vitest'
import { createBreaks } from './create-breaks.ts'

test('others have a turn in the middle of long work, and short work is not broken', async () => {
  const breaks = createBreaks()
  expect(breaks()).toBeUndefined()
  let turns = 0
  const others = setInterval(() => turns++, 1)
  const end = performance.now() + 100
  while (performance.now() < end) await breaks()
  clearInterval(others)
  expect(turns).toBeGreaterThan(1)
})
