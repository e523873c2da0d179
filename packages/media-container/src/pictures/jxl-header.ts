import type { Buffer } from 'node:buffer'

export interface JxlHeader {
  readonly width: number
  readonly height: number
  readonly animated: boolean
  /** False for a picture of the plain kind; what others hold stands too far behind to be worth it. */
  readonly hasAlpha: false | null
}

/** Ratios of width to height that stand for a width which is not written. */
const ratios = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const
const sideBits = [9, 13, 18, 30] as const

/** Reads the head of a JPEG XL codestream (ISO/IEC 18181-1, D.2 and D.3): its size as it is shown, and its kind. */
export function readJxlHeader(data: Buffer): JxlHeader | undefined {
  if (data[0] !== 0xff || data[1] !== 0x0a || data.length < 12) return undefined
  const bits = new Bits(data.subarray(2))
  const { width, height } = readSize(bits)
  const isPlain = bits.read(1) === 1
  const hasExtra = !isPlain && bits.read(1) === 1
  const hasAlpha = isPlain ? false : null
  if (!hasExtra) return { width, height, animated: false, hasAlpha }
  const isTurned = bits.read(3) >= 4
  const isOddity = bits.read(2) !== 0 // an intrinsic size or a preview: what follows lies elsewhere
  const animated = !isOddity && bits.read(1) === 1
  const size = isTurned ? { width: height, height: width } : { width, height }
  return { ...size, animated, hasAlpha }
}

function readSize(bits: Bits): { readonly width: number; readonly height: number } {
  const isSmall = bits.read(1) === 1
  const height = readSide(bits, isSmall)
  const ratio = ratios[bits.read(3) - 1]
  const width =
    ratio === undefined ? readSide(bits, isSmall) : Math.floor((height * ratio[0]) / ratio[1])
  return { width, height }
}

/** A side in steps of eight where it is small, else in one of four lengths; always one more than written. */
function readSide(bits: Bits, isSmall: boolean): number {
  if (isSmall) return (bits.read(5) + 1) * 8
  return bits.read(sideBits[bits.read(2)] ?? 9) + 1
}

/** Bits from the lowest of each byte on. */
class Bits {
  readonly #data: Buffer
  #at = 0

  constructor(data: Buffer) {
    this.#data = data
  }

  read(count: number): number {
    let value = 0
    for (let bit = 0; bit < count; bit++, this.#at++) {
      const byte = this.#data[this.#at >> 3] ?? 0
      value += ((byte >> (this.#at & 7)) & 1) * 2 ** bit
    }
    return value
  }
}
