import type { Stats } from 'node:fs'
import type { EntryRecord } from '../entry-record.ts'
import { type ImageDescription, unknownImage } from '../metadata-module.ts'

/** The earliest valid time; no diffusion model generated images before. */
const earliestMs = Date.UTC(2015, 0, 1)
const dayMs = 86_400_000

export function toRecord(
  name: string,
  { size, mtimeMs, birthtimeMs }: Pick<Stats, 'size' | 'mtimeMs' | 'birthtimeMs'>,
  stamp: number,
  description: ImageDescription | 'unreadable',
): EntryRecord {
  const known = description === 'unreadable' ? unknownImage : description
  const { format, mediaType, width, height, animated, durationSeconds } = known
  const { source, recipe, seedText } = known
  const { favourite, tags, batchId, sequenceId, frameNumber } = known
  return {
    name,
    size,
    mtimeMs,
    createdMs: Math.floor(createdAt(known.createdAt, { birthtimeMs, mtimeMs })),
    stamp,
    format,
    mediaType,
    width,
    height,
    animated,
    durationSeconds,
    damaged: !known.complete,
    hiddenRead: false,
    source,
    recipe,
    seedText,
    favourite,
    tags,
    batchId,
    sequenceId,
    frameNumber,
  }
}

/** The time of creation: a copy is born later than it was written, so the older of the two is more accurate. */
function createdAt(
  written: string,
  { birthtimeMs, mtimeMs }: Pick<Stats, 'mtimeMs' | 'birthtimeMs'>,
): number {
  const said = written === '' ? Number.NaN : Date.parse(written)
  if (said >= earliestMs && said <= Date.now() + dayMs) return said
  return birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs
}
