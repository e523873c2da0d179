import type { GalleryIndex } from '../table/gallery-index.ts'

/** The content of a snapshot. */
export interface SnapshotState {
  readonly index: GalleryIndex
  readonly directories: Iterable<readonly [string, number]>
  readonly device: number | undefined
}

/** The owner of a snapshot; snapshots of other owners are useless. */
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
  'mediaType',
  'resolution',
  'loraSet',
  'tagSet',
] as const
