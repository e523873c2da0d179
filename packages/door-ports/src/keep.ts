import type { Json } from '@darkroom/foundation'

/** A few small things that a door remembers across restarts, by their keys; the oldest go when there are many. */
export interface Keep {
  get(key: string): Json | undefined
  /** Resolves when it is durable. */
  set(key: string, value: Json): Promise<void>
  delete(key: string): Promise<void>
  keys(): readonly string[]
}
