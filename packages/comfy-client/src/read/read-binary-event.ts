import { z } from 'zod'
import type { ComfyEvent } from '../comfy-event.ts'
import { parseJson } from '../json/parse-json.ts'

/** Reads a binary frame, whose first number (big-endian) is its type. Never throws: an invalid one is `unknown`. */
export function readBinaryEvent(frame: Uint8Array): ComfyEvent {
  const kind = frame.byteLength >= 8 ? uint32(frame, 0) : 0
  switch (kind) {
    case 1:
      return readPreview(frame) ?? unknown(frame)
    case 3:
      return readText(frame) ?? unknown(frame)
    case 4:
      return readPreviewWithMetadata(frame) ?? unknown(frame)
  }
  return unknown(frame)
}

const unknown = (frame: Uint8Array): ComfyEvent => ({
  type: 'unknown',
  name: frame.byteLength >= 4 ? `binary-${uint32(frame, 0)}` : 'binary',
  data: frame,
})

function readPreview(frame: Uint8Array): ComfyEvent | undefined {
  const image = frame.subarray(8)
  const contentType = sniff(image)
  return contentType ? { type: 'preview', contentType, image } : undefined
}

function readText(frame: Uint8Array): ComfyEvent | undefined {
  const parts = split(frame)
  return parts && { type: 'text', nodeId: decode(parts.head), text: decode(parts.rest) }
}

const metadata = z.object({
  prompt_id: z.string().optional().catch(undefined),
  node_id: z.string().optional().catch(undefined),
  display_node_id: z.string().optional().catch(undefined),
  image_type: z.string().optional().catch(undefined),
})

function readPreviewWithMetadata(frame: Uint8Array): ComfyEvent | undefined {
  const parts = split(frame)
  if (!parts) return undefined
  const read = metadata.safeParse(tryParse(decode(parts.head)))
  if (!read.success) return undefined
  const { prompt_id, node_id, display_node_id, image_type } = read.data
  const contentType = sniff(parts.rest) ?? image_type
  if (parts.rest.byteLength === 0 || !contentType?.startsWith('image/')) return undefined
  return {
    type: 'preview',
    contentType,
    image: parts.rest,
    ...(prompt_id === undefined ? {} : { promptId: prompt_id }),
    ...(node_id === undefined ? {} : { nodeId: node_id }),
    ...(display_node_id === undefined ? {} : { displayNodeId: display_node_id }),
  }
}

/** Splits head and rest; bytes 4–7 are the length of the head. */
function split(frame: Uint8Array): { head: Uint8Array; rest: Uint8Array } | undefined {
  const end = 8 + uint32(frame, 4)
  if (end > frame.byteLength) return undefined
  return { head: frame.subarray(8, end), rest: frame.subarray(end) }
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function tryParse(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

const uint32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at)

/** The image type by its first bytes, which are more reliable than the frame's format number. */
function sniff(image: Uint8Array): string | undefined {
  if (startsWith(image, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(image, [0x89, 0x50, 0x4e, 0x47])) return 'image/png'
  if (startsWith(image, [0x52, 0x49, 0x46, 0x46])) return 'image/webp'
  return undefined
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[index] === byte)
