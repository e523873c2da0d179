import { Buffer } from 'node:buffer'
import { type Box, Boxes } from '../boxes.ts'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'
import { readMovieTexts } from './mp4-texts.ts'

/** The `uuid` of a box with an XMP packet (XMP specification, part 3). */
const xmpId = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')

/** Reads an MP4 or a QuickTime movie; `moov`, which says everything, may be in front of the pictures or behind them. */
export function readMp4(file: ByteWindow, brand: string, texts: TextMap): Container {
  const boxes = new Boxes(file)
  let movie: Movie | undefined
  let isWhole = true
  for (const box of boxes.top()) {
    isWhole &&= box.whole
    if (box.type === 'moov') movie = readMovie(boxes, box, texts)
    if (box.type === 'uuid') readPacket(boxes, box, texts)
  }
  return {
    format: brand === '' || brand === 'qt  ' ? 'mov' : 'mp4',
    width: movie?.width ?? null,
    height: movie?.height ?? null,
    hasAlpha: null,
    animated: true,
    durationSeconds: movie?.seconds ?? null,
    complete: movie !== undefined && isWhole,
  }
}

interface Movie {
  readonly width: number | undefined
  readonly height: number | undefined
  readonly seconds: number | undefined
}

function readMovie(boxes: Boxes, movie: Box, texts: TextMap): Movie {
  let seconds: number | undefined
  let size: Size | undefined
  for (const box of [...boxes.within(movie)]) {
    if (box.type === 'mvhd') seconds = durationOf(boxes.data(box, 32))
    if (box.type === 'trak') size ??= trackSize(boxes, box)
    if (box.type === 'udta' || box.type === 'meta') readMovieTexts(boxes, box, texts)
  }
  return { width: size?.width, height: size?.height, seconds }
}

/** The duration in `mvhd`, whose second version has longer numbers. */
function durationOf(data: Buffer): number | undefined {
  const isLong = data[0] === 1
  if (data.length < (isLong ? 32 : 20)) return undefined
  const scale = data.readUInt32BE(isLong ? 20 : 12)
  const units = isLong ? Number(data.readBigUInt64BE(24)) : data.readUInt32BE(16)
  const isKnown = scale > 0 && units > 0 && units !== 0xffffffff
  return isKnown ? units / scale : undefined
}

interface Size {
  readonly width: number
  readonly height: number
}

/** The size at which a track is shown; sound has none. A matrix that turns by 90° has nothing on its diagonal. */
function trackSize(boxes: Boxes, track: Box): Size | undefined {
  const header = boxes.find(track, 'tkhd')
  const data = header && boxes.data(header, 96)
  const matrix = data?.[0] === 1 ? 52 : 40
  if (data === undefined || data.length < matrix + 44) return undefined
  const width = data.readUInt32BE(matrix + 36) >>> 16
  const height = data.readUInt32BE(matrix + 40) >>> 16
  if (width === 0 || height === 0) return undefined
  const isTurned = data.readInt32BE(matrix) === 0 && data.readInt32BE(matrix + 4) !== 0
  return isTurned ? { width: height, height: width } : { width, height }
}

function readPacket(boxes: Boxes, box: Box, texts: TextMap): void {
  if (box.length > textByteLimit || !boxes.data(box, 16).equals(xmpId)) return
  texts.addXmp(boxes.data(box).subarray(16))
}
