import type { Json } from '@darkroom/foundation'
import type { z } from 'zod'

/** Parses stored JSON, each object only once, for it does not change. Undefined for what the schema refuses. */
export function remembered<T>(schema: z.ZodType<T>): (stored: Json | undefined) => T | undefined {
  const known = new WeakMap<object, { readonly value: T | undefined }>()
  return (stored) => {
    if (typeof stored !== 'object' || stored === null) return undefined
    const found = known.get(stored) ?? { value: schema.safeParse(stored).data }
    known.set(stored, found)
    return found.value
  }
}
