import type { EntryRecord } from '../entry-record.ts'
import type { ScanClient } from './scan-client.ts'
import type { ScanPool } from './scan-pool.ts'
import type { DirectoryReport, DirectoryRequest } from './scan-protocol.ts'

/** Read within some milliseconds. */
const fewImages = 1_000

/**
 * Has a directory read. Where there are few to read, it is most often that of a picture just made: who reads single files
 * is there already and does it at once, if there are not many images in it. Where there are many he begins, too, until the
 * others are there.
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
