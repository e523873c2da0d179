import { Buffer } from 'node:buffer'
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { plainFlags } from '@darkroom/foundation'

export const largestSidecar: number = 4 * 1024 * 1024
/** What nearly every sidecar fits into, shared by all, which are read one at a time. */
const window = Buffer.allocUnsafeSlow(16 * 1024)

/** The text of a sidecar that had this size when it was looked at; one that vanished or may not be read counts as missing. */
export function readSidecarText(path: string, size: number): string | undefined {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, plainFlags)
    if (size < window.length && readSync(descriptor, window, 0, window.length, 0) === size) {
      return window.toString('utf8', 0, size)
    }
    const stats = fstatSync(descriptor)
    if (!stats.isFile() || stats.size > largestSidecar) return undefined
    return readFileSync(descriptor, 'utf8')
  } catch {
    return undefined
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
