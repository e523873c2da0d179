import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { QueueFile, QueueFileSystem } from './file-system.ts'
import { lockDirectory } from './lock-directory.ts'

/** Linux's numbers for file systems whose fsync or rename promise less, or that forget. Source: statfs(2). */
const weaknesses: ReadonlyMap<number, string> = new Map([
  [0x01_02_19_97, '9p (a Windows drive in WSL2)'],
  [0x69_69, 'NFS'],
  [0xff_53_4d_42, 'SMB'],
  [0xfe_53_4d_42, 'SMB'],
  [0x65_73_55_46, 'FUSE'],
  [0x01_02_19_94, 'tmpfs, which is empty after a restart'],
  [0x79_4c_76_30, 'overlayfs, which is usually gone with its container'],
])

const openFile = async (path: string, flags: 'w+' | 'r+'): Promise<QueueFile> => {
  const handle = await open(path, flags, 0o600)
  return {
    async write(bytes, position) {
      const { bytesWritten } = await handle.write(bytes, 0, bytes.length, position)
      return bytesWritten
    },
    datasync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  }
}

const isNotSupported = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EPERM' || error.code === 'EISDIR')

/** Windows cannot sync a directory; its renames are durable by themselves. */
const syncDirectory = async (directory: string): Promise<void> => {
  try {
    await using handle = await open(directory, 'r')
    await handle.sync()
  } catch (error) {
    if (process.platform !== 'win32' || !isNotSupported(error)) throw error
  }
}

export const nodeFileSystem: QueueFileSystem = {
  async makeDirectory(path) {
    const first = await mkdir(path, { recursive: true, mode: 0o700 })
    if (first === undefined) return
    const top = dirname(first)
    // The new directories' names are in their parents.
    for (let made = resolve(path); made !== top; made = dirname(made)) {
      await syncDirectory(dirname(made))
    }
  },
  list: (directory) => readdir(directory),
  read: (path) => readFile(path),
  create: (path) => openFile(path, 'w+'),
  open: (path) => openFile(path, 'r+'),
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { force: true }),
  syncDirectory,
  lock: lockDirectory,
  async weakness(directory) {
    const { type } = await statfs(directory)
    return weaknesses.get(type)
  },
}
