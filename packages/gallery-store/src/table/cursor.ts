import { Buffer } from 'node:buffer'
import { hash } from 'node:crypto'
import { InvalidCursorError } from '../errors.ts'
import type { GalleryFilter, GallerySort } from '../gallery-query.ts'
import { fromIdWords, toIdWords } from './id-words.ts'
import type { SortPosition } from './sort-keys.ts'

export interface CursorQuery {
  readonly filter: GalleryFilter
  readonly sortBy: GallerySort
  readonly sortOrder: 'asc' | 'desc'
}

export function encodeCursor(query: CursorQuery, position: SortPosition): string {
  const fields = [queryHash(query), position.value, position.createdMs, fromIdWords(position.id)]
  return Buffer.from(JSON.stringify(fields)).toString('base64url')
}

export function decodeCursor(query: CursorQuery, cursor: string): SortPosition {
  const fields = parseFields(cursor)
  if (fields === undefined) throw new InvalidCursorError('The cursor is not one of this gallery')
  const [hashed, value, createdMs, id] = fields
  if (hashed !== queryHash(query)) {
    throw new InvalidCursorError('The cursor belongs to another filter or order')
  }
  const words = typeof id === 'string' ? toIdWords(id) : undefined
  const expected = query.sortBy === 'model' || query.sortBy === 'prompt' ? 'string' : 'number'
  if (!isValue(value) || typeof value !== expected || typeof createdMs !== 'number' || !words) {
    throw new InvalidCursorError('The cursor is not one of this gallery')
  }
  return { value, createdMs, id: words }
}

function isValue(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string'
}

function parseFields(cursor: string): readonly unknown[] | undefined {
  try {
    const fields: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(fields) && fields.length === 4 ? fields : undefined
  } catch {
    return undefined
  }
}

function queryHash({ filter, sortBy, sortOrder }: CursorQuery): string {
  return hash('sha256', JSON.stringify([filterKey(filter), sortBy, sortOrder]), 'base64url').slice(
    0,
    8,
  )
}

/** A key that is equal for equivalent filters. */
export function filterKey(filter: GalleryFilter): string {
  const fields = Object.entries(filter).filter(([, value]) => value !== undefined)
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)))
}
