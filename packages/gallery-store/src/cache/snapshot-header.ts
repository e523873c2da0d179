import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { z } from 'zod'

/** The magic bytes with the version of the format in the last two; another version is rebuilt from the folder. */
const magic = Buffer.from('DRGALY07', 'latin1')
/** The length of magic, header length and header CRC. */
export const preambleBytes = 16

/** A snapshot without its arrays, which follow as sections in this order without gaps. */
export interface SnapshotHeader {
  readonly id: string
  readonly root: string
  readonly metadataVersion: string
  readonly device: number | null
  readonly end: number
  readonly texts: HeapHeader
  readonly prompts: HeapHeader
  /** The different words of the prompts. */
  readonly words: HeapHeader
  /** Full chunks of prompts by their words. */
  readonly chunks: readonly { readonly words: number; readonly bytes: number }[]
  /** The prompts behind them, and how many words these have. */
  readonly open: { readonly count: number; readonly ids: number }
  readonly byTime: number
  readonly dictionaries: Readonly<Record<string, readonly string[]>>
  /** Directories with modification time; null means "read again". */
  readonly directories: readonly (readonly [string, number | null])[]
  readonly sections: readonly { readonly bytes: number; readonly crc: number }[]
}

interface HeapHeader {
  readonly count: number
  readonly end: number
}

const heapSchema = z.object({ count: z.int(), end: z.int() })

const headerSchema: z.ZodType<SnapshotHeader> = z.object({
  id: z.string(),
  root: z.string(),
  metadataVersion: z.string(),
  device: z.number().nullable(),
  end: z.int(),
  texts: heapSchema,
  prompts: heapSchema,
  words: heapSchema,
  chunks: z.array(z.object({ words: z.int(), bytes: z.int() })),
  open: z.object({ count: z.int(), ids: z.int() }),
  byTime: z.int(),
  dictionaries: z.record(z.string(), z.array(z.string())),
  directories: z.array(z.tuple([z.string(), z.number().nullable()])),
  sections: z.array(z.object({ bytes: z.int(), crc: z.int() })),
})

export function encodeHeader(header: SnapshotHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header))
  const preamble = Buffer.alloc(preambleBytes)
  magic.copy(preamble)
  preamble.writeUInt32LE(json.length, 8)
  preamble.writeUInt32LE(crc32(json), 12)
  return Buffer.concat([preamble, json])
}

/** The length of the header that follows; undefined for other files. */
export function decodePreamble(preamble: Buffer): number | undefined {
  if (preamble.length < preambleBytes || !preamble.subarray(0, 8).equals(magic)) return undefined
  return preamble.readUInt32LE(8)
}

export function decodeHeader(preamble: Buffer, json: Buffer): SnapshotHeader | undefined {
  if (crc32(json) !== preamble.readUInt32LE(12)) return undefined
  return headerSchema.parse(JSON.parse(json.toString()))
}
