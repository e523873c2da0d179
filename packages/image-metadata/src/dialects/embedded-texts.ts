import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import { looksLikeJson, parseJson } from '../json.ts'

/** A file's texts by name, each parsed as JSON at most once and only on demand. */
export class EmbeddedTexts {
  readonly #texts: ReadonlyMap<string, string>
  readonly #parsed = new Map<string, JsonObject | undefined>()

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts
  }

  has(name: string): boolean {
    return this.#texts.has(name)
  }

  get(name: string): string | undefined {
    return this.#texts.get(name)
  }

  /** The JSON object under this name; one encoded twice is unwrapped. */
  object(name: string): JsonObject | undefined {
    if (!this.#texts.has(name)) return undefined
    if (!this.#parsed.has(name)) this.#parsed.set(name, toObject(this.#texts.get(name) ?? ''))
    return this.#parsed.get(name)
  }

  /** The first JSON object of this kind under one of the names. */
  find(names: readonly string[], isKind: (object: JsonObject) => boolean): JsonObject | undefined {
    for (const name of names) {
      const object = this.object(name)
      if (object !== undefined && isKind(object)) return object
    }
    return undefined
  }

  /** All texts as one object, for tools with a keyword for each value. */
  entries(): JsonObject {
    return Object.fromEntries(this.#texts)
  }
}

/** Usual names for a JSON object or a settings text, by container: PNG keyword, EXIF, JPEG comment. */
export const commentNames = [
  'parameters',
  'UserComment',
  'Comment',
  'ImageDescription',
  'XPComment',
] as const

/** The JSON object in a value, or in its text. */
export function toObject(value: Json | undefined): JsonObject | undefined {
  if (typeof value !== 'string') return isJsonObject(value) ? value : undefined
  if (!looksLikeJson(value) && !value.startsWith('"')) return undefined
  const parsed = parseJson(value)
  const inner = typeof parsed === 'string' && looksLikeJson(parsed) ? parseJson(parsed) : parsed
  return isJsonObject(inner) ? inner : undefined
}

/** The remaining keys of an object, which no reader understood. */
export function restOf(object: JsonObject, used: ReadonlySet<string>): JsonObject | undefined {
  const entries = Object.entries(object).filter(
    ([key, value]) => !used.has(key) && value !== null && value !== '' && value !== false,
  )
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
