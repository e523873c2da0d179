export interface PageOptions {
  /** Page size: default 50, at most 1000. */
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface Listed<T> {
  readonly items: readonly T[]
  /** Cursor of the next page; absent on the last. */
  readonly cursor?: string | undefined
}
