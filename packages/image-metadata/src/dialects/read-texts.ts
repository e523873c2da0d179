import type { Findings } from '../findings.ts'
import { toTime } from '../values.ts'
import { isA1111, readA1111 } from './a1111.ts'
import { readComfyui } from './comfyui.ts'

/** Everything that a file's embedded texts say, the most trusted first. */
export function readTexts(
  texts: ReadonlyMap<string, string>,
  fileName: string,
): readonly Findings[] {
  if (texts.size === 0) return []
  const found: (Findings | undefined)[] = [
    readComfyui(texts, fileName),
    readParameters(texts),
    { createdAt: toTime(texts.get('DateTimeOriginal')) ?? toTime(texts.get('DateTime')) },
  ]
  return found.filter((findings) => findings !== undefined)
}

function readParameters(texts: ReadonlyMap<string, string>): Findings | undefined {
  const text = texts.get('parameters') ?? texts.get('UserComment') ?? texts.get('Comment')
  return text !== undefined && isA1111(text) ? readA1111(text) : undefined
}
