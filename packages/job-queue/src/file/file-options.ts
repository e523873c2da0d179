import type { DriverOptions } from '../driver-options.ts'
import type { Failpoint } from './failpoint.ts'
import type { QueueFileSystem } from './file-system.ts'

export interface FileDriverOptions extends DriverOptions {
  /** Made when it is missing. One driver at a time may have it open. */
  readonly directory: string
  /** Default: the one of Node. */
  readonly fs?: QueueFileSystem
  /** Room kept for the end of accepted jobs when the disk is full. Default 16 MiB; 0 keeps none. */
  readonly ballastBytes?: number
  /** Compact no sooner than after this many bytes. Default 1 MiB. */
  readonly compactAtLeastBytes?: number
  /** Compact no later than after this many bytes, or 4 times the live state when that is less. Default 16 MiB. */
  readonly compactAtMostBytes?: number
  /** Told of what is odd but answered: a torn end, a weak file system. Default: `process.emitWarning`. */
  readonly onWarning?: (message: string) => void
  /** For tests. */
  readonly failpoint?: Failpoint
}
