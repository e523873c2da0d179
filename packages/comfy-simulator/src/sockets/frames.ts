import { stringifyJson } from '../python/stringify.ts'

const uint32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}

/** A picture on the wire: a preview is a JPEG, what SaveImageWebsocket sends a PNG. */
export interface FrameImage {
  readonly type: 'jpeg' | 'png'
  readonly bytes: Buffer
}

/** Binary event 1: a picture without node or prompt. */
export const imageFrame = ({ type, bytes }: FrameImage): Buffer =>
  Buffer.concat([uint32(1), uint32(type === 'jpeg' ? 1 : 2), bytes])

/** Binary event 4: a picture with node and prompt. */
export const imageFrameWithMetadata = (
  { type, bytes }: FrameImage,
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
      image_type: `image/${type}`,
    }),
  )
  return Buffer.concat([uint32(4), uint32(metadata.length), metadata, bytes])
}
