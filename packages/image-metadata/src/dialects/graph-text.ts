import { isRecord, parseExactJson } from '@darkroom/foundation'
import { withoutNuls } from '@darkroom/media-container'
import { looksLikeJson } from '../json.ts'

/** Where ComfyUI's graph is: as a text of its own, or in the object of a comment. */
const carriers = ['prompt', 'Prompt', 'UserComment'] as const

/** The longest text that is looked through for a graph. */
const longest = 8 * 1024 * 1024

/**
 * The graph in ComfyUI's API format, as JSON text. It is parsed apart from all else that is read, for a graph that is to
 * run needs every digit of its seeds, and as numbers.
 */
export function readGraphText(texts: ReadonlyMap<string, string>): string | undefined {
  for (const name of carriers) {
    const text = texts.get(name)
    if (text?.includes('class_type') !== true || text.length > longest) continue
    const object = parsed(text)
    const graph = [object, parsed(memberOf(object, 'prompt'))].find(isGraph)
    if (graph !== undefined) return JSON.stringify(graph)
  }
  return undefined
}

/** A value, or what its text says; a text in a text is unwrapped. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const start = value.charCodeAt(0) === 0xfeff ? 1 : 0
  const text = withoutNuls(value.slice(start))
  if (!looksLikeJson(text) && !text.startsWith('"')) return undefined
  try {
    return parsed(parseExactJson(text))
  } catch {
    return undefined
  }
}

const memberOf = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined

const isGraph = (value: unknown): boolean =>
  isRecord(value) &&
  Object.values(value).some((node) => isRecord(node) && typeof node.class_type === 'string')
