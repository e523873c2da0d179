const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** The IEND chunk, which is always these twelve bytes (PNG specification, third edition, 11.2.5). */
const end = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
/** Signature, and the IHDR chunk as far as width and height. */
const headLength = 24

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
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-end.length)]).subarray(-end.length)
  }

  /** Size of the picture; undefined when it is no PNG, or not a whole one. */
  size(): PngSize | undefined {
    const head = this.#head
    if (head.length < headLength || !head.subarray(0, 8).equals(signature)) return undefined
    if (!this.#tail.equals(end)) return undefined
    return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
  }
}
