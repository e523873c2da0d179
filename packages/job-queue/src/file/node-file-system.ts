import { open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises'
import { makeDirectory, syncDirectory } from '@darkroom/foundation'
import type { QueueFile, QueueFileSystem } from './file-system.ts'
import { lockDirectory } from './lock-directory.ts'

/** Linux's numbers of file systems that forget, or whose fsync or rename promises less. Source: statfs(2). */
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

export const nodeFileSystem: QueueFileSystem = {
  makeDirectory: (path) => makeDirectory(path, { mode: 0o700 }),
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
