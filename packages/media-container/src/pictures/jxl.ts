import type { Buffer } from 'node:buffer'
import { brotliDecompressSync } from 'node:zlib'
import { type Box, Boxes } from '../boxes.ts'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'
import { type JxlHeader, readJxlHeader } from './jxl-header.ts'

/** The bytes of a codestream that hold size, orientation and whether it is animated. */
const headerBytes = 32

/** Reads JPEG XL (ISO/IEC 18181): the bare codestream, or boxes with codestream, EXIF and XMP, which may be compressed. */
export function readJxl(file: ByteWindow, texts: TextMap): Container {
  const start = file.bytes(0, headerBytes)
  if (start[0] === 0xff) return toContainer(readJxlHeader(start), true)
  const boxes = new Boxes(file)
  let header: JxlHeader | undefined
  let isWhole = true
  for (const box of boxes.top()) {
    isWhole &&= box.whole
    header ??= codestream(boxes, box)
    if (box.length <= textByteLimit) readText(boxes, box, texts)
  }
  // The codestream says how the picture is turned; the orientation in the EXIF block only repeats it.
  texts.orientation = 1
  return toContainer(header, header !== undefined && isWhole)
}

function toContainer(header: JxlHeader | undefined, complete: boolean): Container {
  return {
    format: 'jxl',
    width: header?.width ?? null,
    height: header?.height ?? null,
    hasAlpha: header?.hasAlpha ?? null,
    animated: header?.animated ?? false,
    durationSeconds: null,
    complete,
  }
}

/** The header in a whole codestream, or in the first part of one, which has a number in front. */
function codestream(boxes: Boxes, box: Box): JxlHeader | undefined {
  if (box.type === 'jxlc') return readJxlHeader(boxes.data(box, headerBytes))
  return box.type === 'jxlp' ? readJxlHeader(boxes.data(box, headerBytes).subarray(4)) : undefined
}

function readText(boxes: Boxes, box: Box, texts: TextMap): void {
  if (box.type === 'brob') {
    const data = boxes.data(box)
    const type = data.toString('latin1', 0, 4)
    if (type !== 'Exif' && type !== 'xml ') return
    addText(
      type,
      texts.unpack((limit) => brotliDecompressSync(data.subarray(4), limit)),
      texts,
    )
  } else if (box.type === 'Exif' || box.type === 'xml ') addText(box.type, boxes.data(box), texts)
}

function addText(type: string, data: Buffer | undefined, texts: TextMap): void {
  if (data === undefined || data.length <= 4) return
  // The EXIF block begins with the distance of its TIFF header.
  if (type === 'Exif') texts.addExif(data.subarray(4 + Math.min(data.readUInt32BE(0), 16)))
  else texts.addXmp(data)
}
