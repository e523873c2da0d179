import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import { pngEnd, pngSignature } from '@darkroom/foundation'
import { Random } from '../random.ts'

/** A picture that somebody sends to have others made from it. */
export interface Picture {
  /** The id of its upload: the SHA-256 of its bytes. */
  readonly id: string
  /** Its name on a server. */
  readonly name: string
  readonly bytes: Buffer
}

const side = 160

/** A PNG of noise, of 75 KB: an upload that takes more than one packet. */
export function pictureOf(seed: number): Picture {
  const random = Random.derive(seed, 'picture')
  const rows = Buffer.alloc((side * 3 + 1) * side)
  for (let at = 0; at < rows.length; at += 1) {
    rows[at] = at % (side * 3 + 1) === 0 ? 0 : Math.floor(random.between(0, 256))
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2], 8)
  const bytes = Buffer.concat([
    pngSignature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    pngEnd,
  ])
  const id = createHash('sha256').update(bytes).digest('hex')
  return { id, name: nameOnServer(id), bytes }
}

export const nameOnServer = (sha256: string): string => `darkroom_${sha256.slice(0, 32)}.png`

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
