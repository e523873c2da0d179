import type { EntryRecord } from '../entry-record.ts'
import type { ScanClient } from './scan-client.ts'
import type { ScanPool } from './scan-pool.ts'
import type { DirectoryReport, DirectoryRequest } from './scan-protocol.ts'

/** The largest directory that takes only milliseconds to read. */
const fewImages = 1_000

/**
 * Has a directory read. With few directories to read it is mostly that of a new picture, so the reader for single
 * files, which is already running, reads it at once unless it has many images. With many directories that reader also
 * helps until the background workers run.
 */
export async function askDirectory(
  { background, foreground }: { readonly background: ScanPool; readonly foreground: ScanClient },
  request: Omit<DirectoryRequest, 'kind' | 'mostImages'>,
  options: {
    readonly areFew: boolean
    readonly onRecords: (records: readonly EntryRecord[]) => void
  },
): Promise<DirectoryReport> {
  const { areFew, onRecords } = options
  if (!(areFew || background.isReady)) background.start()
  if (areFew || !background.isReady) {
    const few = { ...request, kind: 'directory', mostImages: fewImages } as const
    const report = await foreground.directory(few, onRecords)
    if (report.status !== 'large') return report
  }
  const all = { ...request, kind: 'directory', mostImages: Number.POSITIVE_INFINITY } as const
  return await background.directory(all, onRecords)
}
