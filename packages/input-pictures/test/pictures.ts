import { buildPng, pngChunk } from '@darkroom/media-container/testing'

/** A PNG that differs from those of other numbers, with so many bytes that no decoder looks at. */
export const picture = (number: number, padding = 0): Buffer =>
  buildPng({
    width: 30,
    height: 20,
    before: [pngChunk('prVt', Buffer.concat([Buffer.from(`${number}`), Buffer.alloc(padding)]))],
  })

/** The bytes as they come over a network. */
export async function* pieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size)
    await Promise.resolve()
  }
}
