import { InvalidQueryError } from '../errors.ts'
import type { GalleryFilter, GalleryPage, GallerySort } from '../gallery-query.ts'

export interface CheckedPage {
  readonly sortBy: GallerySort
  readonly sortOrder: 'asc' | 'desc'
  readonly limit: number
  readonly cursor: string | undefined
  readonly offset: number
}

export function checkPage(page: GalleryPage, largestPage: number): CheckedPage {
  const { sortBy = 'timestamp', sortOrder = 'desc', limit = 500, cursor, offset } = page
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) {
    throw new InvalidQueryError(
      'limit',
      `must be an integer from 1 to ${largestPage}, not ${limit}`,
    )
  }
  if (offset !== undefined && (!Number.isSafeInteger(offset) || offset < 0)) {
    throw new InvalidQueryError('offset', `must be a whole number from 0, not ${offset}`)
  }
  if (offset !== undefined && cursor !== undefined) {
    throw new InvalidQueryError('offset', 'cannot be given together with cursor')
  }
  return { sortBy, sortOrder, limit, cursor, offset: offset ?? 0 }
}

export function checkFilter(filter: GalleryFilter): void {
  const { dateFrom, dateTo, seed } = filter
  for (const [field, value] of Object.entries(filter)) {
    if (Number.isNaN(value)) throw new InvalidQueryError(field, 'must be a number')
  }
  if (dateFrom !== undefined && dateTo !== undefined && dateTo < dateFrom) {
    throw new InvalidQueryError('dateTo', 'must not be before dateFrom')
  }
  if (typeof seed === 'string' && !/^\d{1,20}$/.test(seed)) {
    throw new InvalidQueryError('seed', 'must be decimal digits')
  }
}
