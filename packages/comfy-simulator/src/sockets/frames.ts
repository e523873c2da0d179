import { stringifyJson } from '../python/stringify.ts'

const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}

/** Binary event 1: a JPEG without node or prompt. */
export const previewFrame = (jpeg: Buffer): Buffer => Buffer.concat([uint32(1), uint32(1), jpeg])

/** Binary event 4: a JPEG with node and prompt. */
export const previewFrameWithMetadata = (
  jpeg: Buffer,
  {
    nodeId,
    displayId,
    promptId,
    parentId,
  }: {
    nodeId: string
    displayId: string
    promptId: string
    parentId: string | null
  },
): Buffer => {
  const metadata = Buffer.from(
    stringifyJson({
      node_id: nodeId,
      prompt_id: promptId,
      display_node_id: displayId,
      parent_node_id: parentId,
      real_node_id: displayId,
      image_type: 'image/jpeg',
    }),
  )
  return Buffer.concat([uint32(4), uint32(metadata.length), metadata, jpeg])
}
