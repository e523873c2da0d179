export interface LiveBodyOptions {
  /** A sign of life, which means nothing. */
  readonly beat: string
  /** Milliseconds between signs of life. */
  readonly every: number
  /** Breaks the connection where the source fails, since what was sent must not look whole; false where it cannot. */
  readonly breakOff: () => boolean
}

/** A body that shows signs of life while its source has nothing to say. The first goes out at once, so that the headers do. */
export function liveBody(
  source: AsyncIterable<string>,
  { beat, every, breakOff }: LiveBodyOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const chunks = source[Symbol.asyncIterator]()
  let beating: NodeJS.Timeout | undefined
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(beat))
      beating = setInterval(() => {
        // A reader that has fallen behind needs no signs of life.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(beat))
      }, every)
    },
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (done !== true) {
          controller.enqueue(encoder.encode(value))
          return
        }
        clearInterval(beating)
        controller.close()
      } catch (error) {
        clearInterval(beating)
        if (!breakOff()) controller.error(error)
      }
    },
    async cancel() {
      clearInterval(beating)
      await chunks.return?.()
    },
  })
}
