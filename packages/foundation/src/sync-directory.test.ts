import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTemporaryDirectory } from '../test/temporary-directory.ts'
import { watchSyncs } from '../test/watch-syncs.ts'
import { syncDirectory } from './sync-directory.ts'

const systemError = (code: string): Error => Object.assign(new Error(code), { code })

test('a directory that is not there rejects', async () => {
  await using directory = await createTemporaryDirectory()
  await expect(syncDirectory(join(directory.path, 'none'))).rejects.toThrow('ENOENT')
})

test.runIf(process.platform === 'linux')(
  'a file system that cannot sync directories is no failure, a disk that breaks is one',
  async () => {
    await using directory = await createTemporaryDirectory()
    {
      using _ = await watchSyncs({ fail: systemError('EINVAL') })
      await syncDirectory(directory.path)
    }
    using _ = await watchSyncs({ fail: systemError('EIO') })
    await expect(syncDirectory(directory.path)).rejects.toThrow('EIO')
  },
)
