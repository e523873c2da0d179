import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeJobQueue } from '../../test/contract/describe-job-queue.ts'
import { createFileDriver } from './file-driver.ts'

const root = mkdtempSync(join(tmpdir(), 'job-queue-'))
afterAll(() => rmSync(root, { recursive: true }))

let count = 0

describeJobQueue('the file driver', (options) => {
  count++
  return createFileDriver({ ...options, directory: join(root, String(count)), ballastBytes: 0 })
})

describeJobQueue('the file driver while it compacts all the time', (options) => {
  count++
  return createFileDriver({
    ...options,
    directory: join(root, String(count)),
    ballastBytes: 0,
    compactAtLeastBytes: 1,
    compactAtMostBytes: 1,
  })
})
