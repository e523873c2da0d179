import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { pngChunks, pngSignature } from '@darkroom/foundation'

/**
 * A PNG with a text under `parameters`, where A1111 and all who read its pictures look for it; other bytes as they are.
 * Plain text is a tEXt chunk in Latin-1, any other an iTXt chunk (PNG specification, third edition, 11.3.3).
 */
export function withParameters(bytes: Uint8Array, text: string): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!file.subarray(0, 8).equals(pngSignature)) return bytes
  const [header] = pngChunks(file)
  if (header?.type !== 'IHDR') return bytes
  const at = header.offset + header.length + 4
  return Buffer.concat([file.subarray(0, at), textChunk(text), file.subarray(at)])
}

const isLatin = (text: string): boolean => !/[^\n\x20-\x7e\xa0-\xff]/.test(text)

function textChunk(text: string): Buffer {
  return isLatin(text)
    ? chunk('tEXt', Buffer.from(`parameters\0${text}`, 'latin1'))
    : chunk('iTXt', Buffer.from(`parameters\0\0\0\0\0${text.replaceAll('\0', '')}`, 'utf8'))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
