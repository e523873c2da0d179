import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeQueueStore } from '../testing/index.ts'
import { createFileStore } from './file-store.ts'

const root = mkdtempSync(join(tmpdir(), 'job-queue-'))
afterAll(() => rmSync(root, { recursive: true }))

describeQueueStore('a queue in files', (place) =>
  createFileStore({ directory: join(root, place), ballastBytes: 0 }),
)

describeQueueStore('a queue in files that are compacted all the time', (place) =>
  createFileStore({
    directory: join(root, place),
    ballastBytes: 0,
    compactAtLeastBytes: 1,
    compactAtMostBytes: 1,
  }),
)
