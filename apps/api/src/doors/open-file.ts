import type { FileHandle } from 'node:fs/promises'
import type { OpenFile } from '@darkroom/door-ports'
import { readPart } from '../http/read-part.ts'

export interface FileFacts {
  readonly handle: FileHandle
  readonly size: number
  readonly mediaType: string
  /** Quoted. */
  readonly etag: string
  readonly name: string
}

/** A file as doors read it: whole or in part, and closed when it was read. */
export function openFile({ handle, size, mediaType, etag, name }: FileFacts): OpenFile {
  return {
    size,
    mediaType,
    etag,
    name,
    stream({ start, end } = { start: 0, end: size - 1 }) {
      const last = Math.min(end, size - 1)
      return last < start ? new Blob([]).stream() : readPart(handle, { start, end: last })
    },
    bytes: async () => await handle.readFile(),
    [Symbol.asyncDispose]: () => handle.close(),
  }
}
