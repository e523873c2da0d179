import type { GalleryIndex } from '../table/gallery-index.ts'

/** What a snapshot holds. */
export interface SnapshotState {
  readonly index: GalleryIndex
  readonly directories: Iterable<readonly [string, number]>
  readonly device: number | undefined
}

/** Whose snapshot it is; another one is of no use. */
export interface SnapshotOwner {
  readonly root: string
  readonly metadataVersion: string
}

export const dictionaryNames = [
  'directory',
  'model',
  'sampler',
  'source',
  'format',
  'resolution',
  'loraSet',
  'tagSet',
] as const
