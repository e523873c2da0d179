import type { CheckedPage } from './check-query.ts'
import type { SortPosition } from './sort-keys.ts'
import type { SortOrder } from './sort-order.ts'

export interface PageSlots {
  /** In the order asked for. */
  readonly slots: Uint32Array
  readonly hasMore: boolean
}

/** Takes the page behind a position, or at the offset. */
export function takePage(
  order: SortOrder,
  { sortOrder, limit, offset }: CheckedPage,
  after: SortPosition | undefined,
): PageSlots {
  const { length } = order
  if (sortOrder === 'asc') {
    const start = after === undefined ? Math.min(offset, length) : order.firstAfter(after)
    const end = Math.min(start + limit, length)
    return { slots: order.slots().slice(start, end), hasMore: end < length }
  }
  const end = after === undefined ? Math.max(0, length - offset) : order.firstAtOrAfter(after)
  const start = Math.max(0, end - limit)
  return { slots: order.slots().slice(start, end).reverse(), hasMore: start > 0 }
}
