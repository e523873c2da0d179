import { Buffer } from 'node:buffer'
import { brotliCompressSync } from 'node:zlib'
import { box, latin1, uint32 } from './build-boxes.ts'

class BitWriter {
  readonly #bits: number[] = []

  /** Adds a number, its lowest bit first. */
  add(value: number, count: number): this {
    for (let bit = 0; bit < count; bit++) this.#bits.push((value >> bit) & 1)
    return this
  }

  bytes(): Buffer {
    const bytes = Buffer.alloc(16)
    for (const [index, bit] of this.#bits.entries()) {
      bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (bit << (index & 7))
    }
    return bytes
  }
}

/** The start of a codestream of this size; with an orientation it says more about itself. */
export function jxlCodestream(
  width: number,
  height: number,
  { orientation, animated = false }: { orientation?: number; animated?: boolean } = {},
): Buffer {
  const bits = new BitWriter()
    .add(0, 1)
    .add(1, 2)
    .add(height - 1, 13)
  bits
    .add(0, 3)
    .add(1, 2)
    .add(width - 1, 13)
  if (orientation === undefined) bits.add(1, 1)
  else
    bits
      .add(0, 1)
      .add(1, 1)
      .add(orientation - 1, 3)
      .add(0, 2)
      .add(animated ? 1 : 0, 1)
  return Buffer.concat([Buffer.from([0xff, 0x0a]), bits.bytes()])
}

/** JPEG XL in boxes with an EXIF block, compressed if wanted. */
export function buildJxl(
  codestream: Buffer,
  exif: Buffer,
  { compressed = false }: { compressed?: boolean } = {},
): Buffer {
  const block = Buffer.concat([uint32(0), exif])
  const text = compressed
    ? box('brob', latin1('Exif'), brotliCompressSync(block))
    : box('Exif', block)
  return Buffer.concat([
    box('JXL ', latin1('\r\n\x87\n')),
    box('ftyp', latin1('jxl '), uint32(0), latin1('jxl ')),
    box('jxlc', codestream),
    text,
  ])
}
