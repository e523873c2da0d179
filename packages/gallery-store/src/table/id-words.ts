import { Buffer } from 'node:buffer'

/** An id as three numbers, most significant first. */
export interface IdWords {
  readonly high: number
  readonly middle: number
  readonly low: number
}

export function toIdWords(id: string): IdWords | undefined {
  if (id.length !== 16) return undefined
  const bytes = Buffer.from(id, 'base64url')
  if (bytes.length !== 12) return undefined
  return { high: bytes.readUInt32BE(0), middle: bytes.readUInt32BE(4), low: bytes.readUInt32BE(8) }
}

const scratch = Buffer.alloc(12)

export function fromIdWords({ high, middle, low }: IdWords): string {
  scratch.writeUInt32BE(high, 0)
  scratch.writeUInt32BE(middle, 4)
  scratch.writeUInt32BE(low, 8)
  return scratch.toString('base64url')
}

export function compareIdWords(a: IdWords, b: IdWords): number {
  return a.high - b.high || a.middle - b.middle || a.low - b.low
}
