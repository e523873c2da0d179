import { editDistance } from './edit-distance.ts'

/** 0 for equal, 1 for nothing in common; what is less alike than this is not worth a question. */
const tooUnlike = 0.6

/**
 * The known names most like one that is missing, best first, for a message to a person. Case, separators and the endings
 * of model files do not count, and a folder counts little. Names that have nothing in common with it are left out.
 *
 * @param options.limit at most so many. Default 3.
 */
export function nearestNames(
  name: string,
  known: readonly string[],
  { limit = 3 }: { limit?: number } = {},
): readonly string[] {
  const wanted = plain(name)
  return [...new Set(known)]
    .map((candidate) => ({ candidate, score: unlikeness(wanted, plain(candidate)) }))
    .filter(({ score }) => score <= tooUnlike)
    .toSorted((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

/** `; did you mean "a" or "b"?`, for the end of a sentence; empty when there is nothing to propose. */
export const didYouMean = (nearest: readonly string[]): string =>
  nearest.length === 0
    ? ''
    : `; did you mean ${nearest.map((name) => JSON.stringify(name)).join(' or ')}?`

const unlikeness = (a: string, b: string): number =>
  Math.min(edits(a, b), edits(lastPart(a), lastPart(b)))

/** A name that holds the other counts as near. */
function edits(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 0
  const part = editDistance(a, b) / longest
  const isPart = a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a))
  return isPart ? part / 2 : part
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1).trimStart()

const plain = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll('\\', '/')
    .toLowerCase()
    .replace(/\.(?:safetensors|sft|ckpt|pt|pth|gguf)$/, '')
    .replaceAll(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()
