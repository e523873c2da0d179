import type { GalleryEntry } from './gallery-entry.ts'

/** A filter; every given field must match. */
export interface GalleryFilter {
  /** Words separated by white space; each must occur in the prompt, in any case and with or without accents. */
  readonly keyword?: string
  /** The earliest time in milliseconds since the epoch, inclusive. */
  readonly dateFrom?: number
  /** The latest time in milliseconds since the epoch, inclusive. */
  readonly dateTo?: number
  /** The name, in any case, with `/` or `\`; folder and ending may be left out unless a file has exactly this name. */
  readonly model?: string
  /** As `model`. */
  readonly lora?: string
  /** In any program's spelling: `Euler a` is `euler_ancestral`. */
  readonly sampler?: string
  /** The seed; above 2^53 − 1 as decimal digits. */
  readonly seed?: number | string
  readonly minWidth?: number
  readonly maxWidth?: number
  readonly minHeight?: number
  readonly maxHeight?: number
  readonly favourite?: boolean
  readonly tag?: string
  readonly source?: string
  /** A media type such as `video/mp4`, or its first part, such as `video`. */
  readonly mediaType?: string
  readonly batchId?: string
  readonly sequenceId?: string
  /** The path of a folder, as in the facet `folders`; `''` is the root. */
  readonly folder?: string
  /** Whether `folder` means what is in its subfolders as well; true by default. */
  readonly subfolders?: boolean
}

export type GallerySort = 'timestamp' | 'model' | 'prompt' | 'filesize'

export interface GalleryPage {
  /** The sort key, `timestamp` by default. Equal values are ordered by time, then id. */
  readonly sortBy?: GallerySort
  /** The direction, `desc` by default. */
  readonly sortOrder?: 'asc' | 'desc'
  /** The page size, 1–1000, of `ids` 1–10,000; default 500. */
  readonly limit?: number
  /** The `nextCursor` of the previous page, with the same filter and order. */
  readonly cursor?: string
  /** Instead of a cursor the place of the first row, from 0; past the end there is none. */
  readonly offset?: number
}

export interface GalleryResult {
  readonly items: readonly GalleryEntry[]
  /** The number of matches now, on all pages. */
  readonly total: number
  /** Absent on the last page. */
  readonly nextCursor?: string
}

export interface GalleryIds {
  /** Newest first, or in the order asked for. */
  readonly ids: readonly string[]
  /** The number of matches now, on all pages. */
  readonly total: number
  /** Absent on the last page. */
  readonly nextCursor?: string
}

export interface GalleryStatistics {
  readonly totalImages: number
  readonly filteredImages: number
  /** The number of images made today by the local calendar, regardless of the filter. */
  readonly todayCount: number
  readonly totalSizeBytes: number
  readonly filteredSizeBytes: number
}

/** A prompt of one image or more. */
export interface GalleryPrompt {
  readonly prompt: string
  readonly newest: GalleryEntry
  /** The number of matching images with exactly this prompt. */
  readonly count: number
}

export interface FacetValue {
  readonly value: string
  readonly count: number
}

export interface SizeFacet {
  readonly width: number
  readonly height: number
  readonly count: number
}

/**
 * The values among the matching images, most frequent first; days newest first, as `YYYY-MM-DD`, and folders by name,
 * each counted with what is below it, as the filter means it.
 */
export interface GalleryFacets {
  readonly models: readonly FacetValue[]
  readonly loras: readonly FacetValue[]
  readonly samplers: readonly FacetValue[]
  readonly sources: readonly FacetValue[]
  readonly mediaTypes: readonly FacetValue[]
  readonly tags: readonly FacetValue[]
  readonly sizes: readonly SizeFacet[]
  readonly days: readonly FacetValue[]
  readonly folders: readonly FacetValue[]
}
