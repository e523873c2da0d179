import { Buffer } from 'node:buffer'

/** A GIF of 64×48 with a comment, then pictures of one pixel that are each shown for this many hundredths. */
export function buildGif({
  comment = '',
  xmp = '',
  pictures = 1,
  hundredths = 10,
}: {
  comment?: string
  xmp?: string
  pictures?: number
  hundredths?: number
} = {}): Buffer {
  const screen = Buffer.from('474946383961400030008000000000 00ffffff'.replace(' ', ''), 'hex')
  const control = Buffer.from([0x21, 0xf9, 4, 0, hundredths & 0xff, hundredths >> 8, 0, 0])
  const picture = Buffer.from('2c00000000010001000002024401 00'.replace(' ', ''), 'hex')
  return Buffer.concat([
    screen,
    ...(comment === '' ? [] : [extension(0xfe, blocks(Buffer.from(comment)))]),
    ...(xmp === '' ? [] : [xmpExtension(xmp)]),
    ...Array.from({ length: pictures }, () => Buffer.concat([control, picture])),
    Buffer.from([0x3b]),
  ])
}

function extension(kind: number, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x21, kind]), data])
}

/** Data in blocks of up to 255 bytes, then an empty one. */
function blocks(data: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < data.length; at += 255) {
    const piece = data.subarray(at, at + 255)
    pieces.push(Buffer.from([piece.length]), piece)
  }
  return Buffer.concat([...pieces, Buffer.from([0])])
}

/** An XMP packet stands as it is; 258 bytes that fall from 1 over 255 to 0 lead any reader of blocks past it. */
function xmpExtension(packet: string): Buffer {
  const ramp = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0])
  const name = Buffer.from('\x0bXMP DataXMP', 'latin1')
  return extension(0xff, Buffer.concat([name, Buffer.from(packet), ramp]))
}
