import { readFileSync } from 'node:fs'
import { errorCode } from '@darkroom/foundation'

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
}

/** The text of a file, or the reason why it cannot be read, in words. */
export function readText(path: string): { readonly text: string } | { readonly reason: string } {
  try {
    return { text: readFileSync(path, 'utf8') }
  } catch (error) {
    return { reason: reasons[errorCode(error)] ?? String(error) }
  }
}
