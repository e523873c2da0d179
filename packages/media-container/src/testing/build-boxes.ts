import { Buffer } from 'node:buffer'

/** A box of MP4, AVIF or JPEG XL: its length, four letters, its data. */
export function box(type: string, ...data: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8)
  const body = Buffer.concat(data)
  head.writeUInt32BE(body.length + 8, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** A box with a version and no flags in front of its data. */
export function fullBox(type: string, ...data: readonly Buffer[]): Buffer {
  return box(type, Buffer.alloc(4), ...data)
}

export function uint16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2)
  return bytes
}

export function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4)
  return bytes
}

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

export interface MovieParts {
  readonly width?: number
  readonly height?: number
  readonly brand?: string
  /** Boxes in `udta`. */
  readonly userData?: readonly Buffer[]
  /** Boxes in `moov` behind the track. */
  readonly movie?: readonly Buffer[]
  /** Whether the pictures come before `moov`, as in a file that was written in one go. */
  readonly moovLast?: boolean
  readonly turned?: boolean
  readonly pictures?: Buffer
}

const upright = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000] as const
const onItsSide = [0, 0x10000, 0, 0xffff0000, 0, 0, 0, 0, 0x40000000] as const

/** An MP4 of 2.5 seconds with a track of sound and one of pictures, none of which can be decoded. */
export function buildMp4({
  width = 640,
  height = 360,
  brand = 'isom',
  userData = [],
  movie = [],
  moovLast = false,
  turned = false,
  pictures = Buffer.alloc(64),
}: MovieParts = {}): Buffer {
  const header = fullBox('mvhd', uint32(0, 0, 600, 1500), Buffer.alloc(80))
  const track = (across: number, down: number): Buffer =>
    box(
      'trak',
      fullBox(
        'tkhd',
        Buffer.alloc(36),
        uint32(...(turned ? onItsSide : upright)),
        uint32(across * 0x10000, down * 0x10000),
      ),
    )
  const moov = box(
    'moov',
    header,
    track(0, 0),
    track(width, height),
    ...movie,
    ...(userData.length > 0 ? [box('udta', ...userData)] : []),
  )
  const type = box('ftyp', latin1(brand), uint32(512), latin1('isomiso2'))
  const data = box('mdat', pictures)
  return Buffer.concat(moovLast ? [type, data, moov] : [type, moov, data])
}

/** `meta` as iTunes has it: an item for each text. */
export function itunesMeta(texts: Readonly<Record<string, string>>): Buffer {
  const items = Object.entries(texts).map(([type, text]) => box(type, textValue(text)))
  return fullBox('meta', handler('mdir'), box('ilst', ...items))
}

/** `meta` with `keys`, as ffmpeg writes it under `use_metadata_tags`, and so ComfyUI's SaveVideo. */
export function keyedMeta(texts: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(texts).map((name) => box('mdta', Buffer.from(name)))
  const items = Object.values(texts).map((text, index) =>
    box(uint32(index + 1).toString('latin1'), textValue(text)),
  )
  return fullBox(
    'meta',
    handler('mdta'),
    fullBox('keys', uint32(names.length), ...names),
    box('ilst', ...items),
  )
}

function handler(type: string): Buffer {
  return fullBox('hdlr', uint32(0), latin1(type), Buffer.alloc(13))
}

function textValue(text: string): Buffer {
  return box('data', uint32(1, 0), Buffer.from(text))
}

/** QuickTime's own form of a text; the 16 bits of its length overflow where it is longer. */
export function quickTimeText(type: string, text: string): Buffer {
  const bytes = Buffer.from(text)
  return box(type, uint16(bytes.length & 0xffff, 0x55c4), bytes)
}

/** An AVIF with an EXIF block and an XMP packet as items, turned by `irot` if wanted. */
export function buildAvif({
  exif,
  xmp = '',
  turned = false,
  brand = 'avif',
}: {
  exif: Buffer
  xmp?: string
  turned?: boolean
  brand?: string
}): Buffer {
  const packet = Buffer.from(xmp)
  const block = Buffer.concat([uint32(0), exif])
  const entry = (id: number, type: string, more = ''): Buffer =>
    box('infe', Buffer.from([2, 0, 0, 0]), uint16(id, 0), latin1(`${type}\0${more}`))
  const info = fullBox(
    'iinf',
    uint16(3),
    entry(1, 'av01'),
    entry(2, 'Exif'),
    entry(3, 'mime', 'application/rdf+xml\0'),
  )
  const thumbnail = fullBox('ispe', uint32(64, 64))
  const size = fullBox('ispe', uint32(1280, 720))
  const properties = box(
    'iprp',
    box('ipco', thumbnail, size, box('irot', Buffer.from([1]))),
    fullBox(
      'ipma',
      uint32(1),
      uint16(1),
      turned ? Buffer.from([2, 0x82, 0x83]) : Buffer.from([1, 0x82]),
    ),
  )
  const type = box('ftyp', latin1(brand), uint32(0), latin1(`${brand}mif1`))
  const meta = (offset: number): Buffer =>
    fullBox(
      'meta',
      fullBox('hdlr', uint32(0), latin1('pict'), Buffer.alloc(13)),
      fullBox('pitm', uint16(1)),
      location([
        { id: 1, offset, length: 16 },
        { id: 2, offset: offset + 16, length: block.length },
        { id: 3, offset: offset + 16 + block.length, length: packet.length },
      ]),
      info,
      properties,
    )
  const start = type.length + meta(0).length + 8
  return Buffer.concat([type, meta(start), box('mdat', Buffer.alloc(16), block, packet)])
}

function location(
  items: readonly { readonly id: number; readonly offset: number; readonly length: number }[],
): Buffer {
  const rows = items.map(({ id, offset, length }) =>
    Buffer.concat([uint16(id, 0, 1), uint32(offset, length)]),
  )
  return fullBox('iloc', Buffer.from([0x44, 0]), uint16(items.length), ...rows)
}
