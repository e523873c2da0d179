import { useState } from 'react'

/** What was kept below the key; undefined for what is none. */
export function readKept<T>(
  storage: Storage,
  key: string,
  parse: (value: unknown) => T | undefined,
): T | undefined {
  try {
    return parse(JSON.parse(storage.getItem(key) ?? 'null'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export function writeKept(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value))
  } catch (error) {
    // A full storage loses what a reload would keep, and nothing else.
    if (!(error instanceof DOMException)) throw error
  }
}

export interface KeptOptions<T> {
  /** The value of what was kept; undefined for what is none. */
  readonly parse: (value: unknown) => T | undefined
  readonly initial: T
  readonly storage?: Storage
}

/** A state that a reload of the page keeps, below its key. The component is keyed by it: another key is another component. */
export function useKeptState<T>(
  key: string,
  { parse, initial, storage = sessionStorage }: KeptOptions<T>,
): readonly [T, (value: T) => void] {
  const [value, setValue] = useState(() => readKept(storage, key, parse) ?? initial)
  const keep = (next: T): void => {
    setValue(next)
    writeKept(storage, key, next)
  }
  return [value, keep]
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const asRecord = (value: unknown) => (isRecord(value) ? value : undefined)
