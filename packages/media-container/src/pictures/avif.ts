import { type Box, Boxes } from '../boxes.ts'
import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'
import { type Extent, readItemInfo, readItemLocations } from './heif-items.ts'
import { hasAlphaItem, readPrimarySize } from './heif-size.ts'

/** Reads an AVIF: the texts are items of their own, which `iinf` names and `iloc` places. */
export function readAvif(file: ByteWindow, brand: string, texts: TextMap): Container {
  const boxes = new Boxes(file)
  let size: ReturnType<typeof readPrimarySize>
  let hasAlpha: boolean | null = null
  let isWhole = true
  let hasMeta = false
  // ComfyUI gives its sequences the brand of a picture.
  let isSequence = brand === 'avis'
  for (const box of boxes.top()) {
    isWhole &&= box.whole
    if (box.type === 'moov') isSequence = true
    if (box.type !== 'meta' || hasMeta) continue
    hasMeta = true
    size = readPrimarySize(boxes, box)
    hasAlpha = hasAlphaItem(boxes, box)
    readItems(file, boxes, box, texts)
  }
  // The pixels are already turned by `irot`; the orientation in the EXIF block only repeats it.
  texts.orientation = 1
  return {
    format: 'avif',
    width: size?.width ?? null,
    height: size?.height ?? null,
    hasAlpha,
    animated: isSequence,
    durationSeconds: null,
    complete: hasMeta && isWhole,
  }
}

function readItems(file: ByteWindow, boxes: Boxes, meta: Box, texts: TextMap): void {
  const info = boxes.find(meta, 'iinf', 4)
  const location = boxes.find(meta, 'iloc', 4)
  if (info === undefined || location === undefined) return
  const data = boxes.find(meta, 'idat', 4)
  const places = readItemLocations(boxes, location, data?.offset ?? 0)
  for (const item of readItemInfo(boxes, info)) {
    const extent = places.get(item.id)
    if (extent !== undefined) readItem(file, item, extent, texts)
  }
}

function readItem(
  file: ByteWindow,
  { type, contentType }: { readonly type: string; readonly contentType: string },
  { offset, length }: Extent,
  texts: TextMap,
): void {
  if (length > textByteLimit) return
  if (type === 'Exif') {
    const block = file.bytes(offset, length)
    // The block begins with the distance of its TIFF header.
    if (block.length > 4) texts.addExif(block.subarray(4 + Math.min(block.readUInt32BE(0), 16)))
  }
  if (contentType === 'application/rdf+xml') texts.addXmp(file.bytes(offset, length))
}
