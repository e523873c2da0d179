import { DiskLowError, GalleryMissingError, GalleryReadOnlyError } from '../errors.ts'

/** Why the gallery is away: no folder, a folder without our marker, one with another's, or a disk that does not answer. */
export type AwayReason = 'gone' | 'unmarked' | 'foreign' | 'unreachable'

/** How the gallery's disk is. */
export type DiskReport =
  | { readonly state: 'writable'; readonly freeBytes: number }
  /** Less is free than is kept for accepted jobs: these are still stored, and no new ones are taken. */
  | { readonly state: 'low'; readonly freeBytes: number; readonly neededBytes: number }
  | { readonly state: 'read-only'; readonly freeBytes: number }
  | { readonly state: 'missing'; readonly reason: AwayReason }

/** Whether pictures of accepted jobs can be stored. */
export const isStorable = ({ state }: DiskReport): boolean =>
  state === 'writable' || state === 'low'

/** What keeps everybody from changing the gallery; its message is one sentence for a person. */
export function obstacleOf(
  report: DiskReport,
): GalleryMissingError | GalleryReadOnlyError | undefined {
  if (report.state === 'missing') return new GalleryMissingError(report.reason)
  return report.state === 'read-only' ? new GalleryReadOnlyError() : undefined
}

/** What keeps new jobs from being accepted. */
export const refusalOf = (
  report: DiskReport,
): GalleryMissingError | GalleryReadOnlyError | DiskLowError | undefined =>
  report.state === 'low' ? new DiskLowError(report) : obstacleOf(report)
