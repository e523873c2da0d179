import type { Buffer } from 'node:buffer'
import type { Box, Boxes } from '../boxes.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** The size at which the primary item is shown: its `ispe`, turned by its `irot`; the largest `ispe` where none is named. */
export function readPrimarySize(boxes: Boxes, meta: Box): Size | undefined {
  const properties = boxes.find(meta, 'iprp', 4)
  const container = properties && boxes.find(properties, 'ipco')
  if (properties === undefined || container === undefined) return undefined
  const all = [...boxes.within(container)]
  const indices = primaryProperties(boxes, meta, properties)
  const own = indices.flatMap((index) => all[index - 1] ?? [])
  const sizes = (own.length > 0 ? own : all)
    .filter(({ type }) => type === 'ispe')
    .flatMap((box) => sizeOf(boxes.data(box, 12)) ?? [])
  const size = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
  const turn = own.find(({ type }) => type === 'irot')
  const isTurned = turn !== undefined && ((boxes.data(turn, 1)[0] ?? 0) & 1) === 1
  return size && isTurned ? { width: size.height, height: size.width } : size
}

const alphaKinds: ReadonlySet<string> = new Set([
  'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha',
  'urn:mpeg:hevc:2015:auxid:1',
])

/** Whether an item is the transparency of another, which `auxC` says among the properties. */
export function hasAlphaItem(boxes: Boxes, meta: Box): boolean {
  const properties = boxes.find(meta, 'iprp', 4)
  const container = properties && boxes.find(properties, 'ipco')
  const all = container === undefined ? [] : [...boxes.within(container)]
  return all
    .filter(({ type }) => type === 'auxC')
    .some((box) => alphaKinds.has(boxes.data(box, 64).toString('latin1', 4).split('\0')[0] ?? ''))
}

function sizeOf(data: Buffer): Size | undefined {
  if (data.length < 12) return undefined
  return { width: data.readUInt32BE(4), height: data.readUInt32BE(8) }
}

/** The numbers, counted from one, of the primary item's properties. */
function primaryProperties(boxes: Boxes, meta: Box, properties: Box): readonly number[] {
  const primary = boxes.find(meta, 'pitm', 4)
  const head = primary && boxes.data(primary, 8)
  const association = boxes.find(properties, 'ipma')
  if (head === undefined || head.length < 6 || association === undefined) return []
  const id = head[0] === 0 ? head.readUInt16BE(4) : head.readUIntBE(4, Math.min(4, head.length - 4))
  return propertiesOf(boxes.data(association, 64 * 1024), id)
}

/** The properties of one item in `ipma`: for each item an id, a count, and as many numbers with a flag in front. */
function propertiesOf(data: Buffer, wanted: number): readonly number[] {
  if (data.length < 8) return []
  const idBytes = data[0] === 0 ? 2 : 4
  const bytes = ((data[3] ?? 0) & 1) === 1 ? 2 : 1
  const count = data.readUInt32BE(4)
  let at = 8
  for (let item = 0; item < count && at + idBytes < data.length; item++) {
    const id = data.readUIntBE(at, idBytes)
    const length = (data[at + idBytes] ?? 0) * bytes
    at += idBytes + 1
    if (id === wanted) return numbersIn(data.subarray(at, at + length), bytes)
    at += length
  }
  return []
}

/** Numbers of one or two bytes without their first bit, which is a flag. */
function numbersIn(data: Buffer, bytes: 1 | 2): readonly number[] {
  const numbers: number[] = []
  for (let at = 0; at + bytes <= data.length; at += bytes) {
    numbers.push(data.readUIntBE(at, bytes) & (bytes === 1 ? 0x7f : 0x7fff))
  }
  return numbers
}
