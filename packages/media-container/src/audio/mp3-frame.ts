import type { Buffer } from 'node:buffer'

/** What the first four bytes of a frame of MPEG audio, layer III, say (ISO/IEC 11172-3, 13818-3). */
export interface FrameHead {
  /** The samples in a second. */
  readonly rate: number
  /** The samples in a frame. */
  readonly samples: number
  /** The bytes of the frame. */
  readonly length: number
  /** Where an encoder's summary would begin. */
  readonly summaryAt: number
}

const kilobits = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const
const kilobitsOfSecond = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160] as const
const rates = [44_100, 48_000, 32_000] as const

/** Reads a head; undefined for what is none. Bit rates that the file does not name are not taken for MP3. */
export function readFrameHead(bytes: Buffer): FrameHead | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) < 0xffe0) return undefined
  const flags = bytes.readUInt32BE(0)
  const version = (flags >> 19) & 3
  const layer = (flags >> 17) & 3
  const kilobit = (version === 3 ? kilobits : kilobitsOfSecond)[((flags >> 12) & 15) - 1]
  const fullRate = rates[(flags >> 10) & 3]
  if (version === 1 || layer !== 1 || kilobit === undefined || fullRate === undefined)
    return undefined
  const isFirst = version === 3
  const rate = isFirst ? fullRate : fullRate / (version === 2 ? 2 : 4)
  const samples = isFirst ? 1152 : 576
  const padding = (flags >> 9) & 1
  const isMono = ((flags >> 6) & 3) === 3
  return {
    rate,
    samples,
    length: Math.floor((samples * 125 * kilobit) / rate) + padding,
    summaryAt: 4 + (isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17),
  }
}
