import type { JournalLine } from '../cache/journal.ts'
import type { GalleryLogger } from '../gallery.ts'
import type { GalleryIndex, IndexChange } from '../table/gallery-index.ts'
import type { ScanClient } from './scan-client.ts'
import type { ScanPool } from './scan-pool.ts'
import type { FileName } from './scan-protocol.ts'

export interface ScannerHooks {
  /** Called before a directory is read, so that nothing falls between reading and watching. */
  onDirectory(directory: string): void
  onDirectoryGone(directory: string): void
  /** Some images end too early; look again soon. */
  onIncomplete(files: readonly FileName[]): void
  /** What has to be noted to know tomorrow what we know now. */
  onNews(line: JournalLine): void
  onChanges(changes: readonly IndexChange[]): void
}

export interface ScannerOptions {
  readonly index: GalleryIndex
  /** Reads directories, may be busy for long. */
  readonly background: ScanPool
  /** Reads single files at once. */
  readonly foreground: ScanClient
  readonly hooks: ScannerHooks
  readonly logger: GalleryLogger | undefined
}
