import { expect, test } from 'vitest'
import { inParts, partSize } from './in-parts.ts'

const ids = Array.from({ length: 2 * partSize + 50 }, (_, number) => `i${number}`)
const forever = new AbortController().signal

test('ids are sent in parts, each once and in order, and it is told how far it is', async () => {
  const told: number[] = []
  const { answers, ...rest } = await inParts(ids, async (part) => part, {
    signal: forever,
    onProgress: (count) => told.push(count),
  })
  expect(answers.flat()).toEqual(ids)
  expect(told).toEqual([partSize, 2 * partSize, ids.length])
  expect(rest).toEqual({ count: ids.length })
})

test('who stops it gets what was done until then', async () => {
  const stopping = new AbortController()
  const { answers, count } = await inParts(ids, async (part) => part, {
    signal: stopping.signal,
    onProgress: (done) => done === 2 * partSize && stopping.abort(),
  })
  expect(answers.flat()).toEqual(ids.slice(0, 2 * partSize))
  expect(count).toBe(2 * partSize)
})

test('a part that fails ends it, and what was done before is told', async () => {
  const refusal = new Error('the disk is full')
  let parts = 0
  const send = async (part: string[]): Promise<string[]> => {
    if (++parts === 2) throw refusal
    return part
  }
  const done = await inParts(ids, send, { signal: forever, onProgress: () => undefined })
  expect(done).toEqual({ answers: [ids.slice(0, partSize)], count: partSize, error: refusal })
})
