import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckRequest } from './scan-protocol.ts'

/** The indices of directories that have another modification time, are gone, or cannot be read. */
export function checkDirectories(root: string, { directories, mtimes }: CheckRequest): number[] {
  const changed: number[] = []
  for (const [index, directory] of directories.entries()) {
    if (modified(join(root, directory)) !== mtimes[index]) changed.push(index)
  }
  return changed
}

function modified(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs
  } catch {
    return undefined
  }
}
