import { readSync } from 'node:fs'
import type { ByteSource } from '../metadata-module.ts'

const windowBytes = 64 * 1024
/** The window for headers, shared by all files, which are read one at a time. */
const headWindow = new Uint8Array(windowBytes)

/** A source over an open file; the first 64 kB are read once, the rest as requested. */
export function createFileSource(descriptor: number, size: number): ByteSource {
  let headLength = -1
  return {
    size,
    read(offset, length) {
      const wanted = Math.min(length, size - offset)
      if (wanted <= 0) return new Uint8Array(0)
      if (offset + wanted <= windowBytes) {
        if (headLength < 0) headLength = readFully(descriptor, headWindow.subarray(0, size), 0)
        return headWindow.subarray(
          Math.min(offset, headLength),
          Math.min(offset + wanted, headLength),
        )
      }
      const bytes = new Uint8Array(wanted)
      return bytes.subarray(0, readFully(descriptor, bytes, offset))
    },
  }
}

function readFully(descriptor: number, target: Uint8Array, position: number): number {
  let filled = 0
  while (filled < target.length) {
    const count = readSync(descriptor, target, filled, target.length - filled, position + filled)
    if (count === 0) break
    filled += count
  }
  return filled
}
