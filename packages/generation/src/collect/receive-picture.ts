import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { ViewedFile } from '@darkroom/comfy-client'
import { writeFully } from '@darkroom/foundation'
import { BrokenDownloadError } from './errors.ts'
import { PngCheck, type PngLimits, type PngSize } from './png-check.ts'
import { TransferRate } from './transfer-rate.ts'

export interface ReceiveOptions extends PngLimits {
  readonly signal: AbortSignal
  /** The time over which the rate of the download is measured. */
  readonly rateWindowMs: number
  readonly now: () => number
  /** Called before each piece is written, with the size without and with it; throws when there is no room for it. */
  readonly onPiece: (size: { readonly before: number; readonly after: number }) => Promise<void>
}

export interface ReceivedPicture extends PngSize {
  readonly sha256: string
  readonly bytes: number
}

/** Streams a picture into a file; leaves at the first sign that none comes. */
export async function receivePicture(
  { body, contentLength }: ViewedFile,
  handle: FileHandle,
  { signal, rateWindowMs, now, onPiece, ...limits }: ReceiveOptions,
): Promise<ReceivedPicture> {
  const hash = createHash('sha256')
  const check = new PngCheck(limits)
  const rate = new TransferRate({ windowMs: rateWindowMs, now })
  let bytes = 0
  for await (const chunk of body) {
    signal.throwIfAborted()
    const piece = Buffer.from(chunk)
    rate.add(piece.length)
    check.add(piece)
    await onPiece({ before: bytes, after: bytes + piece.length })
    await writeFully(handle, piece)
    hash.update(piece)
    bytes += piece.length
  }
  if (contentLength !== undefined && bytes !== contentLength) {
    throw new BrokenDownloadError(`Got ${bytes} bytes of ${contentLength}`)
  }
  const size = check.size()
  if (size === undefined) throw new BrokenDownloadError(`It breaks off after ${bytes} bytes`)
  return { sha256: hash.digest('hex'), bytes, ...size }
}
