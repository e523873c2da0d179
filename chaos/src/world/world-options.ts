import type { PostgresServer } from '@darkroom/test-postgres'
import type { Build } from './entry.ts'

export interface WorldOptions {
  readonly build: Build
  readonly servers: number
  readonly stepsPerSecond: number
  /** Whether the servers' input folders outlive them. Default true. */
  readonly keepsInputs?: boolean
  readonly mutant?: string
  readonly env?: Readonly<Record<string, string>>
  /** Failpoint of the product's first life. */
  readonly failpoint?: string
  /** File size limit of its first life, in blocks of 512 bytes. */
  readonly fileSizeLimit?: number
  readonly ballastBytes?: number
  /** Folder for the product's folders. Default: beside the rest. */
  readonly disk?: string
  /** Whether it is a ComfyUI on a port of its own, too. Default false. */
  readonly isComfyui?: boolean
  /** As many processes on one queue in a database. Default: one, on files. */
  readonly machines?: { readonly count: number; readonly database: PostgresServer }
}
