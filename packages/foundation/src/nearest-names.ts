import { editDistance } from './edit-distance.ts'

/** The limit for proposals: 0 is equal, 1 has nothing in common. */
const tooUnlike = 0.6

/**
 * The known names most similar to a missing one, best first, for a message to a person. Case, separators and the
 * endings of model files do not count, and a folder counts little. Names with nothing in common are left out.
 *
 * @param options.limit the maximum number of names. Default 3.
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

/** The end of a sentence, `; did you mean "a" or "b"?`; empty without proposals. */
export const didYouMean = (nearest: readonly string[]): string =>
  nearest.length === 0
    ? ''
    : `; did you mean ${nearest.map((name) => JSON.stringify(name)).join(' or ')}?`

const unlikeness = (a: string, b: string): number =>
  Math.min(edits(a, b), edits(lastPart(a), lastPart(b)))

/** The relative distance; halved when one name contains the other. Names of very different lengths need no closer look. */
function edits(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 0
  const least = Math.abs(a.length - b.length) / longest
  const isPart = a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a))
  if (isPart) return least / 2
  return least > tooUnlike ? 1 : editDistance(a, b) / longest
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
