export interface PageOptions {
  /** Default 50, at most 1000. */
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

export interface Listed<T> {
  readonly items: readonly T[]
  /** Absent on the last page. */
  readonly cursor?: string | undefined
}
