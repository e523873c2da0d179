import { readFile } from 'node:fs/promises'

/** File systems that change without events to the watching kernel. */
const silentTypes = /^(9p|drvfs|cifs|smb3|smbfs|nfs\d?|vboxsf|virtiofs|fuse(\..*)?|fuseblk)$/

/** The type of the path's file system, `''` when the system does not say. */
export async function mountType(path: string, mountsFile = '/proc/mounts'): Promise<string> {
  let text: string
  try {
    text = await readFile(mountsFile, 'utf8')
  } catch {
    return ''
  }
  let longest = ''
  let found = ''
  for (const line of text.split('\n')) {
    const [, point = '', type = ''] = line.split(' ')
    const mount = unescapeOctal(point)
    const isAbove = mount === '/' || path === mount || path.startsWith(`${mount}/`)
    // A later mount on the same point hides the earlier one.
    if (mount !== '' && isAbove && mount.length >= longest.length) {
      longest = mount
      found = type
    }
  }
  return found
}

export function isSilentFileSystem(type: string): boolean {
  return silentTypes.test(type)
}

/** Decodes /proc/mounts, which writes spaces and similar characters as `\040`. */
function unescapeOctal(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  )
}
