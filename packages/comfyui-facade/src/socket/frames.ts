/** A picture of what is becoming of a job. */
export interface Preview {
  readonly bytes: Uint8Array
  readonly mediaType: string
  /** The node that shows it, where that is known. */
  readonly node?: string
}

/** A preview in both forms, each made once for all sockets that are shown it: what waits for many is in memory once. */
export interface Frames {
  readonly mediaType: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly withMetadata: Uint8Array<ArrayBuffer>
}

export function createFrames(
  preview: Preview,
  about: { readonly promptId: string; readonly node: string },
): Frames {
  let plain: Uint8Array<ArrayBuffer> | undefined
  let withMetadata: Uint8Array<ArrayBuffer> | undefined
  return {
    mediaType: preview.mediaType,
    get plain() {
      plain ??= previewFrame(preview)
      return plain
    },
    get withMetadata() {
      withMetadata ??= previewFrameWithMetadata(preview, about)
      return withMetadata
    },
  }
}

const utf8 = new TextEncoder()

/** Numbers of ComfyUI's frames are of four bytes, the highest first. */
function frame(
  event: number,
  second: number,
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 8)
  const whole = new Uint8Array(size)
  const view = new DataView(whole.buffer)
  view.setUint32(0, event)
  view.setUint32(4, second)
  let at = 8
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Event 1: a picture of nobody says what; 1 is JPEG, 2 is PNG. */
const previewFrame = ({ bytes, mediaType }: Preview): Uint8Array<ArrayBuffer> =>
  frame(1, mediaType === 'image/png' ? 2 : 1, [bytes])

/** Event 4: a picture with its node and prompt, for clients that said they know it. */
function previewFrameWithMetadata(
  { bytes, mediaType }: Preview,
  { promptId, node }: { readonly promptId: string; readonly node: string },
): Uint8Array<ArrayBuffer> {
  const metadata = utf8.encode(
    JSON.stringify({
      node_id: node,
      prompt_id: promptId,
      display_node_id: node,
      parent_node_id: null,
      real_node_id: node,
      image_type: mediaType,
    }),
  )
  return frame(4, metadata.length, [metadata, bytes])
}
