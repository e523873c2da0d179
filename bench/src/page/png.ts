import { crc32, deflateSync } from 'node:zlib'

const chunk = (type: string, data: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(typed), 4)
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)])
}

export interface Drawn {
  readonly width: number
  readonly height: number
  /** Makes its colours other ones. */
  readonly seed: number
  /** The text that A1111 writes. */
  readonly parameters: string
}

/** A PNG of a gradient with rings, which is as much work to make small as a picture is. */
export function encodePng({ width, height, seed, parameters }: Drawn): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const stride = 1 + width * 3
  const pixels = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const ring = (x * x + y * y * ((seed % 7) + 1)) >> 9
      const at = y * stride + 1 + x * 3
      pixels[at] = (x + seed * 47) & 255
      pixels[at + 1] = (y + seed * 89) & 255
      pixels[at + 2] = (ring + seed * 151) & 255
    }
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`parameters\0${parameters}`, 'latin1')),
    chunk('IDAT', deflateSync(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
