import type { JournalLine } from '../cache/journal.ts'
import type { GalleryLogger } from '../gallery.ts'
import type { GalleryIndex, IndexChange } from '../table/gallery-index.ts'
import type { ScanClient } from './scan-client.ts'
import type { ScanPool } from './scan-pool.ts'
import type { FileName } from './scan-protocol.ts'

export interface ScannerHooks {
  /** Called before a directory is read, so that no change between reading and watching is lost. */
  onDirectory(directory: string): void
  onDirectoryGone(directory: string): void
  /** Reports images that end too early and must be read again soon. */
  onIncomplete(files: readonly FileName[]): void
  /** Reports a change to record for the next start. */
  onNews(line: JournalLine): void
  onChanges(changes: readonly IndexChange[]): void
}

export interface ScannerOptions {
  readonly index: GalleryIndex
  /** The pool for directories, which may be busy for long. */
  readonly background: ScanPool
  /** The reader for single files, which answers at once. */
  readonly foreground: ScanClient
  readonly hooks: ScannerHooks
  readonly logger: GalleryLogger | undefined
}
