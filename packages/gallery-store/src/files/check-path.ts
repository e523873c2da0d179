import { fileNameProblem } from '@darkroom/foundation'
import { InvalidPathError } from '../errors.ts'
import { isIgnoredName } from '../scan/names.ts'

const deepest = 16

/** Whether a path is relative with `/` and stays inside. `a: b.png` and `a\b.png` are valid names except on Windows. */
export function isRelativePath(
  path: string,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (path.includes('\0')) return false
  if (platform === 'win32' && (/^[a-z]:/i.test(path) || path.includes('\\'))) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

export function checkRelativePath(path: string): string {
  if (isRelativePath(path)) return path
  throw new InvalidPathError(path, 'is no path relative to the gallery')
}

/**
 * Checks the name of a folder, which must be possible on every system and visible in the gallery. `''` is the root.
 * @throws InvalidPathError
 */
export function checkFolder(folder: string): string {
  if (folder === '') return folder
  const parts = checkRelativePath(folder).split('/')
  if (parts.length > deepest)
    throw new InvalidPathError(folder, `is deeper than ${deepest} folders`)
  for (const part of parts) {
    const problem = isIgnoredName(part)
      ? 'has a name that the gallery ignores'
      : fileNameProblem(part)
    if (problem !== undefined) throw new InvalidPathError(folder, problem)
  }
  return folder
}
