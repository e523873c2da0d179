import { pngEnd, pngSignature } from '@darkroom/foundation'

/** Signature, and the IHDR chunk as far as width and height. */
const headLength = 24
const endLength = pngEnd.length

export interface PngSize {
  readonly width: number
  readonly height: number
}

/** Checks a PNG while it streams past: whether it begins and ends as one, and how large the picture is. */
export class PngCheck {
  #head: Buffer = Buffer.alloc(0)
  #tail: Buffer = Buffer.alloc(0)

  add(chunk: Uint8Array): void {
    if (this.#head.length < headLength) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, headLength - this.#head.length)])
    }
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-endLength)]).subarray(-endLength)
  }

  /** Size of the picture; undefined when it is no PNG, or not a whole one. */
  size(): PngSize | undefined {
    const head = this.#head
    if (head.length < headLength || !this.#tail.equals(pngEnd)) return undefined
    if (!head.subarray(0, pngSignature.length).equals(pngSignature)) return undefined
    return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
  }
}
