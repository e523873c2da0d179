import { expect, test } from 'vitest'
import { sendRows } from './send-rows.ts'

/** Rows that take a millisecond each to make; `made` counts them. */
function slowRows(count: number) {
  const state = { made: 0 }
  function* rows() {
    for (let number = 1; number <= count; number += 1) {
      const until = performance.now() + 1
      while (performance.now() < until);
      state.made = number
      yield JSON.stringify({ number })
    }
  }
  return { state, rows: rows() }
}

test('rows are made while they are read, with time for others between them', async () => {
  const { state, rows } = slowRows(100)
  const answer = sendRows(rows, { etag: '"a"' })
  expect(state.made).toBeLessThan(20)
  let turns = 0
  const turn = (): void => {
    turns += 1
    if (state.made < 100) setImmediate(turn)
  }
  setImmediate(turn)
  const all = Array.from({ length: 100 }, (_, index) => ({ number: index + 1 }))
  expect(await answer.json()).toEqual(all)
  expect(turns).toBeGreaterThan(20)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(answer.headers.get('etag')).toBe('"a"')
})

test('a client that goes away ends the making', async () => {
  const { state, rows } = slowRows(1000)
  const reader = sendRows(rows, {}).body?.getReader()
  await reader?.read()
  await reader?.cancel()
  const made = state.made
  await new Promise((resolve) => setImmediate(resolve))
  expect(state.made).toBeLessThanOrEqual(made)
  expect(rows.next().done).toBe(true)
})

test.each([[[]], [[{ a: 1 }]], [[{ a: 1 }, { b: '","' }]]])(
  '%j is an array on the wire',
  async (rows) => {
    expect(await sendRows(rows.map((row) => JSON.stringify(row)).values(), {}).json()).toEqual(rows)
  },
)

test.each([0, 3, 100])(
  '%d rows are a list in an object, where one is to be about it',
  async (count) => {
    const { rows } = slowRows(count)
    const answer = sendRows(rows, {}, { before: '{"rows":[', after: '],"more":1}' })
    const all = Array.from({ length: count }, (_, index) => ({ number: index + 1 }))
    expect(await answer.json()).toEqual({ rows: all, more: 1 })
  },
)
