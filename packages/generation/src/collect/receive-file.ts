import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { ViewedFile } from '@darkroom/comfy-client'
import { writeFully } from '@darkroom/foundation'
import { BrokenDownloadError } from './errors.ts'
import { type CheckedFile, FileCheck } from './file-check.ts'
import type { PngLimits } from './png-check.ts'
import { TransferRate } from './transfer-rate.ts'

export interface ReceiveOptions extends PngLimits {
  /** The name that the server has for the file. */
  readonly name: string
  readonly signal: AbortSignal
  /** The time over which the rate of the download is measured. */
  readonly rateWindowMs: number
  readonly now: () => number
  /** Called before each piece is written, with the size without and with it; throws when there is no room for it. */
  readonly onPiece: (size: { readonly before: number; readonly after: number }) => Promise<void>
}

export interface ReceivedFile extends CheckedFile {
  readonly sha256: string
  readonly bytes: number
}

/** Streams a file into another, open for reading too; leaves at the first sign that no whole one comes. */
export async function receiveFile(
  { body, contentLength }: ViewedFile,
  handle: FileHandle,
  { name, signal, rateWindowMs, now, onPiece, ...limits }: ReceiveOptions,
): Promise<ReceivedFile> {
  const hash = createHash('sha256')
  const check = new FileCheck(name, limits)
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
  return { sha256: hash.digest('hex'), bytes, ...check.end(handle.fd) }
}
