import {
  buildExif,
  buildJpeg,
  exifSegment,
  pngWithTexts,
  userComment,
} from '@darkroom/media-container/testing'
import type { Json } from '../src/index.ts'
import { readBytes } from './read-bytes.ts'
import type { Told } from './told.ts'

/** A PNG with these texts; values that are not strings are written as JSON. */
export function readPng(texts: Readonly<Record<string, Json>>): Told {
  const entries = Object.entries(texts).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return readBytes(pngWithTexts(Object.fromEntries(entries)))
}

/** A JPEG with this JSON as UserComment. */
export function readComment(value: Json): Told {
  const comment = userComment(JSON.stringify(value), 'utf16be')
  return readBytes(buildJpeg([exifSegment(buildExif(new Map(), { userComment: comment }))]))
}
