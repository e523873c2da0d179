import type { Sharp } from 'sharp'
import type { ConvertTask, InputTask, ThumbnailTask } from '../decoder-protocol.ts'
import { encodeCopy } from './encode-copy.ts'
import { makeInput } from './make-input.ts'

/** WebP of effort 2 and AVIF of effort 0 are the best quality for the processor time: docs/decisions/0040. */
function encodeThumbnail(image: Sharp, { size, format }: ThumbnailTask): Sharp {
  const box = { width: size, height: size, fit: 'inside', withoutEnlargement: true } as const
  const small = image.resize(box)
  return format === 'webp'
    ? small.webp({ quality: 80, effort: 2 })
    : small.avif({ quality: 60, effort: 0 })
}

/** Encodes a decoded picture as the task asks. */
export async function encodeImage(
  image: Sharp,
  task: ThumbnailTask | ConvertTask | InputTask,
): Promise<Uint8Array> {
  switch (task.kind) {
    case 'thumbnail':
      return await encodeThumbnail(image, task).toBuffer()
    case 'convert':
      return await encodeCopy(image, task).toBuffer()
    case 'input':
      return await makeInput(image, task)
  }
}
