import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, link, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FolderImage } from './folder-image.ts'

/** Puts this very Node where the image of Node has it. */
export async function putNode({ root }: FolderImage): Promise<void> {
  const folder = join(root, 'usr/local/bin')
  await mkdir(folder, { recursive: true })
  await link(process.execPath, join(folder, 'node')).catch(() =>
    copyFile(process.execPath, join(folder, 'node')),
  )
}

/** What of the image is said of paths is said of the folder. */
const inFolder = (image: FolderImage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(image.environment).map(([key, value]) => [
      key,
      value.startsWith('/') ? join(image.root, value) : value,
    ]),
  )

/** The ids of the image's user, where we may become it; else we are no root either. */
const identity = ({ user }: FolderImage): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const [uid = 0, gid = 0] = user.split(':').map(Number)
  return { uid, gid }
}

/** Runs a command of the image as its user, with nothing of our environment. `before` is put before it. */
export function runInImage(
  image: FolderImage,
  command: readonly string[],
  {
    environment = {},
    before = [],
  }: { environment?: Record<string, string>; before?: readonly string[] } = {},
): ChildProcess {
  const [program = '', ...args] = [...before, ...command]
  return spawn(program, args, {
    cwd: join(image.root, image.directory),
    env: {
      PATH: `${join(image.root, 'usr/local/bin')}:/usr/bin:/bin`,
      ...inFolder(image),
      ...environment,
    },
    ...(before.length === 0 ? identity(image) : {}),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}
