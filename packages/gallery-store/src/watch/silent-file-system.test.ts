import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { silentFileSystem, silentTypeOf } from './silent-file-system.ts'

test.each([
  [0x69_69, 'nfs'],
  [0xff_53_4d_42, 'cifs'],
  // As a signed number of 32 bits.
  [-11_317_950, 'cifs'],
  [0x65_73_55_46, 'fuse'],
  [0x01_02_19_97, '9p'],
])('a file system of number %d gives no events: %s', (type, name) => {
  expect(silentTypeOf(type)).toBe(name)
})

test.each([
  ['ext4', 0xef_53],
  ['btrfs', 0x91_23_68_3e],
  ['xfs', 0x58_46_53_42],
  ['tmpfs', 0x01_02_19_94],
  ['overlay', 0x79_4c_76_30],
  ['zfs', 0x2f_c1_2f_c1],
])('%s gives events', (_name, type) => {
  expect(silentTypeOf(type)).toBeUndefined()
})

test.skipIf(process.platform !== 'linux')(
  'a folder that is not there yet lies where the folder lies in which it is made',
  async () => {
    expect(await silentFileSystem('/proc/none/deeper')).toBe(await silentFileSystem('/proc'))
    const directory = await mkdtemp(join(tmpdir(), 'file-systems-'))
    try {
      const { stdout } = await promisify(execFile)('stat', ['-f', '-c', '%t', directory])
      const type = silentTypeOf(Number.parseInt(stdout.trim(), 16))
      expect(await silentFileSystem(join(directory, 'a/b'))).toBe(type)
    } finally {
      await rm(directory, { recursive: true })
    }
  },
)
