import { expect, test } from 'vitest'
import { GentleRound } from './gentle-round.ts'

const directories = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => `day-${number}`)

test('few directories are all looked at every time', () => {
  const round = new GentleRound()
  const all = directories(200)
  for (let look = 0; look < 3; look += 1) expect(round.next(all)).toEqual(['', ...all])
})

test('of many the root and what changed last are looked at every time, and each of the others in its turn', () => {
  const round = new GentleRound()
  const all = directories(9_000)
  round.note(['day-8123'])
  const seen = new Set<string>()
  for (let look = 0; look < 30; look += 1) {
    const chosen = round.next(all)
    expect(chosen.length).toBeLessThan(400)
    expect(chosen.slice(0, 2)).toEqual(['', 'day-8123'])
    for (const each of chosen) seen.add(each)
  }
  expect(all.filter((each) => !seen.has(each))).toEqual([])
})

test('what has not changed for long is no longer looked at every time', () => {
  const round = new GentleRound()
  const all = directories(9_000)
  round.note(['day-8000'])
  round.note(all.slice(0, 64))
  expect(round.next(all)).not.toContain('day-8000')
})
