import { createDriver } from '../create-driver.ts'
import { toSettings } from '../driver-options.ts'
import type { JobQueue } from '../job-queue.ts'
import type { FileDriverOptions } from './file-options.ts'
import { FileStore } from './file-store.ts'

/** A queue in a directory of plain files. What it accepted survives a power cut. */
export const createFileDriver = (options: FileDriverOptions): JobQueue => {
  const settings = toSettings(options)
  return createDriver({ store: new FileStore(options, settings), settings, durable: 'fsync' })
}
