import { setImmediate } from 'node:timers/promises'

/** Milliseconds of making rows without a pause, so that nobody else waits longer for the loop. */
const sliceMs = 3

const encoder = new TextEncoder()

/** Takes rows until the time is up, always at least one. The first row of an array has no comma before it. */
function takeSlice(rows: Iterator<string>, isFirst: boolean): { text: string; done: boolean } {
  const until = performance.now() + sliceMs
  let text = ''
  do {
    const { done, value } = rows.next()
    if (done === true) return { text, done }
    text += `${isFirst && text === '' ? '' : ','}${value}`
  } while (performance.now() < until)
  return { text, done: false }
}

/** The JSON around the rows. */
interface Frame {
  readonly before: string
  readonly after: string
}

/**
 * Answers with a JSON array, or an object about one, whose rows, JSON themselves, are made while they are sent, a few at a time and only
 * as fast as the client reads. A short answer is sent whole.
 */
export function sendRows(
  rows: Iterator<string>,
  headers: Readonly<Record<string, string>>,
  { before, after }: Frame = { before: '[', after: ']' },
): Response {
  const all = { ...headers, 'content-type': 'application/json' }
  const first = takeSlice(rows, true)
  if (first.done)
    return new Response(encoder.encode(`${before}${first.text}${after}`), { headers: all })
  let isOpened = false
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!isOpened) {
        isOpened = true
        controller.enqueue(encoder.encode(`${before}${first.text}`))
        return
      }
      // Without it, a quick client would keep the loop from everybody else: its promises all resolve at once.
      await setImmediate()
      const { text, done } = takeSlice(rows, false)
      controller.enqueue(encoder.encode(done ? `${text}${after}` : text))
      if (done) controller.close()
    },
    cancel() {
      rows.return?.()
    },
  })
  return new Response(body, { headers: all })
}
