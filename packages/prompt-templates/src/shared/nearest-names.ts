import { distance } from 'fastest-levenshtein'

const tooUnlike = 0.5

/** The names most like one that is missing, best first, for a message to a person. Folders count little. */
export function nearestNames(name: string, known: readonly string[]): readonly string[] {
  const wanted = plain(name)
  return [...new Set(known)]
    .map((candidate) => ({ candidate, score: unlikeness(wanted, plain(candidate)) }))
    .filter(({ score }) => score <= tooUnlike)
    .toSorted((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** `; did you mean "a" or "b"?`, or a full stop. */
export function orNearest(nearest: readonly string[]): string {
  if (nearest.length === 0) return '.'
  return `; did you mean ${nearest.map((name) => JSON.stringify(name)).join(' or ')}?`
}

function unlikeness(a: string, b: string): number {
  return Math.min(edits(a, b), edits(lastPart(a), lastPart(b)))
}

/** 0 for equal, 1 for nothing in common; a name that holds the other counts as near. */
function edits(a: string, b: string): number {
  const part = distance(a, b) / Math.max(a.length, b.length, 1)
  const isPart = a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a))
  return isPart ? part / 2 : part
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1)

const plain = (name: string): string => name.normalize('NFC').toLowerCase()
