import { Buffer } from 'node:buffer'

/** An element of Matroska: its id, its length in eight bytes, its data. */
function element(id: number, ...data: readonly Buffer[]): Buffer {
  const body = Buffer.concat(data)
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE((1n << 56n) | BigInt(body.length))
  return Buffer.concat([idBytes(id), size, body])
}

function unsizedElement(id: number, ...data: readonly Buffer[]): Buffer {
  return Buffer.concat([idBytes(id), Buffer.from('01ffffffffffffff', 'hex'), ...data])
}

function idBytes(id: number): Buffer {
  const digits = id.toString(16)
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
}

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}

export interface MatroskaParts {
  readonly docType?: string
  readonly tags: Readonly<Record<string, string>>
  /** Whether the tags come behind the pictures, found by way of the index in front. */
  readonly tagsLast?: boolean
  /** Whether it was recorded live: nothing knows its length. */
  readonly live?: boolean
}

/** A WebM of four seconds with a track of sound, a track of pictures that cannot be decoded, and these tags. */
export function buildMatroska({
  docType = 'webm',
  tags,
  tagsLast = false,
  live = false,
}: MatroskaParts): Buffer {
  const info = element(
    0x1549a966,
    element(0x2ad7b1, number(1_000_000)),
    ...(live ? [] : [element(0x4489, double(4000))]),
  )
  const video = element(0xe0, element(0xb0, number(854)), element(0xba, number(480)))
  const tracks = element(
    0x1654ae6b,
    element(0xae, element(0xd7, number(1)), element(0x83, number(2))),
    element(0xae, element(0xd7, number(2)), element(0x83, number(1)), video),
  )
  const simple = Object.entries(tags).map(([name, text]) =>
    element(0x67c8, element(0x45a3, Buffer.from(name)), element(0x4487, Buffer.from(text))),
  )
  const tagList = element(0x1254c367, element(0x7373, element(0x63c0), ...simple))
  const cluster = element(0x1f43b675, Buffer.alloc(100_000))
  const seekHead = (place: number): Buffer =>
    element(
      0x114d9b74,
      element(0x4dbb, element(0x53ab, idBytes(0x1254c367)), element(0x53ac, number(place))),
    )
  const before = Buffer.concat([info, tracks])
  const place = seekHead(0).length + before.length + cluster.length
  const parts = tagsLast ? [seekHead(place), before, cluster, tagList] : [before, tagList, cluster]
  const head = element(0x1a45dfa3, element(0x4282, Buffer.from(docType)))
  const segment = live ? unsizedElement(0x18538067, ...parts) : element(0x18538067, ...parts)
  return Buffer.concat([head, segment])
}
