import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { zipped } from './zipped.ts'

const encode = (text: string) => new TextEncoder().encode(text)

/** Pieces that hardly shrink, so that they come through at once; `taken` counts them. */
function pieces({ most, fails = false }: { readonly most: number; readonly fails?: boolean }) {
  const state = { taken: 0, isCancelled: false }
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (state.taken === most && fails) controller.error(new Error('The disk is gone'))
      else if (state.taken === most) controller.close()
      else {
        state.taken += 1
        controller.enqueue(crypto.getRandomValues(new Uint8Array(60_000)))
      }
    },
    cancel() {
      state.isCancelled = true
    },
  })
  return { state, reader: stream.getReader() }
}

test('what was read already comes first, and all of the rest after it', async () => {
  const { reader, state } = pieces({ most: 30 })
  const answer = new Response(zipped([encode('before'), encode(', ')], reader))
  const bytes = gunzipSync(Buffer.from(await answer.arrayBuffer()))
  expect(bytes.subarray(0, 8).toString()).toBe('before, ')
  expect(bytes).toHaveLength(8 + 30 * 60_000)
  expect(state).toEqual({ taken: 30, isCancelled: false })
})

test('no more is read than is taken, and who goes away ends it', async () => {
  const { reader, state } = pieces({ most: 10_000 })
  const taking = zipped([encode('a')], reader).getReader()
  await taking.read()
  await taking.cancel()
  await expect.poll(() => state.isCancelled, { interval: 1 }).toBe(true)
  expect(state.taken).toBeLessThan(10)
})

test('a source that fails is no answer that has ended', async () => {
  const { reader } = pieces({ most: 3, fails: true })
  await expect(new Response(zipped([encode('a')], reader)).arrayBuffer()).rejects.toThrow(
    'The disk is gone',
  )
})
