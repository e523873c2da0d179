import { createHash } from 'node:crypto'
import { closeSync, fstatSync, readSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { openPlainFileSync } from '@darkroom/foundation'
import type { DigestRequest } from './scan-protocol.ts'

const endBytes = 64 * 1024
const chunk = new Uint8Array(1024 * 1024)

export async function digestFiles(
  root: string,
  { paths, part }: DigestRequest,
): Promise<readonly string[]> {
  const digests: string[] = []
  for (const path of paths) {
    digests.push(digestFile(root, path, part))
    await setImmediate()
  }
  return digests
}

/** The digest of a file; `''` if it cannot be read. */
function digestFile(root: string, path: string, part: 'ends' | 'whole'): string {
  let descriptor: number | undefined
  try {
    descriptor = openPlainFileSync(root, path)
    const { size } = fstatSync(descriptor)
    const hash = createHash('sha256')
    const add = (from: number, to: number): void => {
      for (let offset = from; offset < to; ) {
        const length = Math.min(chunk.length, to - offset)
        const count = readSync(descriptor ?? -1, chunk, 0, length, offset)
        if (count === 0) return
        hash.update(chunk.subarray(0, count))
        offset += count
      }
    }
    if (part === 'whole' || size <= 2 * endBytes) {
      add(0, size)
    } else {
      add(0, endBytes)
      add(size - endBytes, size)
    }
    return hash.digest('base64url')
  } catch {
    return ''
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
