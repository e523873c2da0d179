import type { GalleryEntry } from './gallery-entry.ts'

/** Every field that is given must hold. */
export interface GalleryFilter {
  /** Words separated by white space; each must occur somewhere in the prompt, whatever its case. */
  readonly keyword?: string
  /** Milliseconds since the epoch, inclusive. */
  readonly dateFrom?: number
  /** Milliseconds since the epoch, inclusive. */
  readonly dateTo?: number
  /** The whole name; `/` and `\` are the same. */
  readonly model?: string
  /** The whole name; `/` and `\` are the same. */
  readonly lora?: string
  readonly sampler?: string
  /** Above 2^53 − 1 as decimal digits. */
  readonly seed?: number | string
  readonly minWidth?: number
  readonly maxWidth?: number
  readonly minHeight?: number
  readonly maxHeight?: number
  readonly favourite?: boolean
  readonly tag?: string
  readonly source?: string
  readonly batchId?: string
  readonly sequenceId?: string
}

export type GallerySort = 'timestamp' | 'model' | 'prompt' | 'filesize'

export interface GalleryPage {
  /** Default `timestamp`. Equal values are ordered by time, then id. */
  readonly sortBy?: GallerySort
  /** Default `desc`. */
  readonly sortOrder?: 'asc' | 'desc'
  /** 1–1000, default 500. */
  readonly limit?: number
  /** `nextCursor` of the page before, with the same filter and order. */
  readonly cursor?: string
}

export interface GalleryResult {
  readonly items: readonly GalleryEntry[]
  /** How many match the filter now, on all pages. */
  readonly total: number
  /** Absent on the last page. */
  readonly nextCursor?: string
}

export interface GalleryStatistics {
  readonly totalImages: number
  readonly filteredImages: number
  /** Made today, by the local calendar; whatever the filter. */
  readonly todayCount: number
  readonly totalSizeBytes: number
  readonly filteredSizeBytes: number
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

/** What occurs among the matching images, most frequent first; days newest first, as `YYYY-MM-DD`. */
export interface GalleryFacets {
  readonly models: readonly FacetValue[]
  readonly loras: readonly FacetValue[]
  readonly samplers: readonly FacetValue[]
  readonly sources: readonly FacetValue[]
  readonly tags: readonly FacetValue[]
  readonly sizes: readonly SizeFacet[]
  readonly days: readonly FacetValue[]
}
