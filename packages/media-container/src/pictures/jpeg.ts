import type { Buffer } from 'node:buffer'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { decodeText } from '../decode-text.ts'
import { chunkLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'

const SOS = 0xda
const EOI = 0xd9
const APP1 = 0xe1
const COM = 0xfe
const xmpName = 'http://ns.adobe.com/xap/1.0/\0'
/** The bytes that cameras and editors may append after the picture's end. */
const trailerBytes = 64 * 1024

/** Reads the segments up to the scan. */
export function readJpeg(file: ByteWindow, texts: TextMap): Container {
  let width: number | null = null
  let height: number | null = null
  let offset = 2
  for (let count = 0; count < chunkLimit; count++) {
    const head = file.bytes(offset, 9)
    const marker = head[1]
    if (head.length < 4 || head[0] !== 0xff || marker === undefined || marker === EOI) break
    if (marker === SOS) break
    if (marker === 0xff) {
      offset += 1 // fill byte
      continue
    }
    const length = head.readUInt16BE(2)
    if (isFrame(marker) && head.length === 9) {
      height = head.readUInt16BE(5)
      width = head.readUInt16BE(7)
    }
    if (marker === APP1) readApplication(file.bytes(offset + 4, length - 2), texts)
    if (marker === COM) texts.add('Comment', decodeText(file.bytes(offset + 4, length - 2)))
    offset += 2 + Math.max(length, 2)
  }
  return {
    format: 'jpeg',
    width,
    height,
    hasAlpha: false,
    animated: false,
    durationSeconds: null,
    complete: isComplete(file, offset),
  }
}

function readApplication(data: Buffer, texts: TextMap): void {
  const start = data.toString('latin1', 0, xmpName.length)
  if (start.startsWith('Exif\0\0')) texts.addExif(data)
  if (start === xmpName) texts.addXmp(data.subarray(xmpName.length))
}

/** Whether a marker is a frame: SOF0–SOF15 without DHT, JPG and DAC, which lie among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

// Whether the end of image follows the scan; in the scan 0xFF always precedes 0x00 or a restart marker, never 0xD9.
function isComplete(file: ByteWindow, scan: number): boolean {
  const last = file.bytes(file.size - 2, 2)
  if (last[0] === 0xff && last[1] === EOI) return true
  const from = Math.max(scan, file.size - trailerBytes)
  return file.bytes(from, file.size - from).includes('\xff\xd9', 0, 'latin1')
}
