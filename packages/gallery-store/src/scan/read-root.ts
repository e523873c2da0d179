import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { FolderMarker, RootState } from './scan-protocol.ts'

/** A root, and the way to see what is there now. */
export interface DirectorySource {
  readonly root: string
  readonly seeRoot: () => RootState
}

/** The root as it is now. Without a marker every folder is ours. */
export function readRoot(root: string, marker: FolderMarker | undefined): RootState {
  try {
    const stats = statSync(root, { throwIfNoEntry: false })
    const exists = stats?.isDirectory() === true
    const isOurs =
      exists && (marker === undefined || textOf(join(root, marker.name)) === marker.text)
    return { exists, device: stats?.dev ?? 0, isOurs }
  } catch {
    return { exists: false, device: 0, isOurs: false }
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
