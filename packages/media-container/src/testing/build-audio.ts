import { Buffer } from 'node:buffer'

type Texts = Readonly<Record<string, string>>

/** A Vorbis comment: the writer, then `NAME=value` for each text. */
function vorbisComment(texts: Texts): Buffer {
  const entry = (text: string): Buffer => {
    const bytes = Buffer.from(text)
    return Buffer.concat([uint32(bytes.length), bytes])
  }
  const entries = Object.entries(texts).map(([name, text]) => entry(`${name}=${text}`))
  return Buffer.concat([entry('Lavf60'), uint32(entries.length), ...entries])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** STREAMINFO of FLAC: 44,100 samples a second, two channels, and so many seconds. */
function streamInfo(seconds: number): Buffer {
  const info = Buffer.alloc(34)
  info.writeUIntBE((44_100 << 4) | 0x02, 10, 3)
  info[13] = 0xf0
  info.writeUInt32BE(44_100 * seconds, 14)
  return info
}

function flacBlock(type: number, data: Buffer): Buffer {
  const head = Buffer.from([type, 0, 0, 0])
  head.writeUIntBE(data.length, 1, 3)
  return Buffer.concat([head, data])
}

/** A FLAC of two seconds with these texts, and the start of a frame that cannot be decoded. */
export function buildFlac(texts: Texts): Buffer {
  return Buffer.concat([
    Buffer.from('fLaC'),
    flacBlock(0, streamInfo(2)),
    flacBlock(0x84, vorbisComment(texts)),
    Buffer.from([0xff, 0xf8, 0xc9, 0x18]),
    Buffer.alloc(60),
  ])
}

/** An Ogg of two seconds, whose packets lie in pieces of 255 bytes, and on further pages where one is too small. */
export function buildOgg(
  texts: Texts,
  { codec = 'opus' }: { codec?: 'opus' | 'vorbis' | 'flac' } = {},
): Buffer {
  const { head, prefix, end } = codecs[codec]
  const comment = vorbisComment(texts)
  const tags = codec === 'flac' ? flacBlock(0x84, comment) : Buffer.concat([prefix, comment])
  return Buffer.concat([
    ...oggPages(head, { flags: 2, position: 0 }),
    ...oggPages(tags, { flags: 0, position: 0 }),
    ...oggPages(Buffer.alloc(500), { flags: 4, position: end }),
  ])
}

const opusHead = Buffer.from('4f707573486561640101380180bb0000000000', 'hex')
const vorbisHead = Buffer.from('01766f7262697300000000 0244ac0000'.replace(' ', ''), 'hex')

const codecs = {
  opus: { head: opusHead, prefix: Buffer.from('OpusTags'), end: 2 * 48_000 + 0x138 },
  vorbis: { head: vorbisHead, prefix: Buffer.from('\x03vorbis', 'latin1'), end: 2 * 44_100 },
  flac: {
    head: Buffer.concat([
      Buffer.from('\x7fFLAC\x01\0\0\x01fLaC', 'latin1'),
      flacBlock(0, streamInfo(2)),
    ]),
    prefix: Buffer.alloc(0),
    end: 2 * 44_100,
  },
}

/** The pages of one packet; a page has 255 pieces at most, and only the last one of a packet is shorter than 255 bytes. */
function oggPages(
  packet: Buffer,
  { flags, position }: { readonly flags: number; readonly position: number },
): readonly Buffer[] {
  const pages: Buffer[] = []
  const pieces = Math.floor(packet.length / 255) + 1
  for (let first = 0; first < pieces; first += 255) {
    const count = Math.min(pieces - first, 255)
    const data = packet.subarray(first * 255, (first + count) * 255)
    const head = Buffer.alloc(27 + count, 255)
    head.write('OggS\0', 'latin1')
    head[5] = first === 0 ? flags : 1
    head.writeBigInt64LE(BigInt(position), 6)
    head.fill(7, 14, 18) // the stream's number; neither order nor checksum is looked at
    head[26] = count
    if (first + count === pieces) head[head.length - 1] = packet.length % 255
    pages.push(head, data)
  }
  return pages
}

/** An MP3 of 50 frames of silence that cannot be decoded, of which the first says how many there are. */
export function buildMp3({ tag = Buffer.alloc(0) }: { tag?: Buffer } = {}): Buffer {
  const frame = Buffer.alloc(417)
  frame.writeUInt32BE(0xfffb9064)
  const summary = Buffer.from(frame)
  summary.write('Info', 36, 'latin1')
  summary.writeUInt32BE(3, 40)
  summary.writeUInt32BE(50, 44)
  summary.writeUInt32BE(51 * frame.length, 48)
  return Buffer.concat([tag, summary, ...Array.from({ length: 50 }, () => frame)])
}

/** An ID3 tag with a TXXX frame for each text, as ffmpeg writes it, and some padding. */
export function buildId3(
  texts: Texts,
  { version = 4, encoding = 'utf8' }: { version?: 3 | 4; encoding?: 'utf8' | 'utf16le' } = {},
): Buffer {
  const encoded = (text: string): Buffer =>
    encoding === 'utf8' ? Buffer.from(`${text}\0`) : Buffer.from(`\ufeff${text}\0`, 'utf16le')
  const frames = Object.entries(texts).map(([name, text]) =>
    id3Frame(
      'TXXX',
      Buffer.concat([Buffer.from([encoding === 'utf8' ? 3 : 1]), encoded(name), encoded(text)]),
      version,
    ),
  )
  const body = Buffer.concat([...frames, Buffer.alloc(20)])
  return Buffer.concat([
    Buffer.from([0x49, 0x44, 0x33, version, 0, 0]),
    synchsafe(body.length),
    body,
  ])
}

function id3Frame(id: string, data: Buffer, version: 3 | 4): Buffer {
  const plain = Buffer.alloc(4)
  plain.writeUInt32BE(data.length)
  const length = version === 4 ? synchsafe(data.length) : plain
  return Buffer.concat([Buffer.from(id), length, Buffer.alloc(2), data])
}

function synchsafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f))
}
