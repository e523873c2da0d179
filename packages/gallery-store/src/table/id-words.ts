import { Buffer } from 'node:buffer'
import { idPrefix, presentId } from '../image-id.ts'

/** An id as three numbers, most significant first. */
export interface IdWords {
  readonly high: number
  readonly middle: number
  readonly low: number
}

export function toIdWords(id: string): IdWords | undefined {
  const present = presentId(id)
  if (present.length !== 17 || !present.startsWith(idPrefix)) return undefined
  const bytes = Buffer.from(present.slice(1), 'base64url')
  if (bytes.length !== 12) return undefined
  return { high: bytes.readUInt32BE(0), middle: bytes.readUInt32BE(4), low: bytes.readUInt32BE(8) }
}

const scratch = Buffer.alloc(12)

export function fromIdWords({ high, middle, low }: IdWords): string {
  scratch.writeUInt32BE(high, 0)
  scratch.writeUInt32BE(middle, 4)
  scratch.writeUInt32BE(low, 8)
  return idPrefix + scratch.toString('base64url')
}

export function compareIdWords(a: IdWords, b: IdWords): number {
  return a.high - b.high || a.middle - b.middle || a.low - b.low
}
