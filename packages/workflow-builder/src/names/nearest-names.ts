import { distance } from 'fastest-levenshtein'
import { fileNameOf, withSlashes } from './file-name.ts'

/**
 * The candidates most like a name, best first, for a message to a person. Case, separators and file extensions
 * do not count, and a folder counts little. Names that have nothing in common with it are left out.
 */
export function nearestNames(
  name: string,
  candidates: readonly string[],
  { limit = 3 }: { limit?: number } = {},
): readonly string[] {
  const wanted = plain(name)
  const wantedFile = plain(fileNameOf(name))
  return [...new Set(candidates)]
    .map((candidate) => ({
      candidate,
      score: Math.min(
        unlikeness(wanted, plain(candidate)),
        unlikeness(wantedFile, plain(fileNameOf(candidate))),
      ),
    }))
    .filter(({ score }) => score <= tooUnlike)
    .toSorted((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate)
}

const tooUnlike = 0.6

/** 0 for equal, 1 for nothing in common; a name that holds the other counts as near. */
function unlikeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 0
  const edits = distance(a, b) / longest
  const isPart = a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a))
  return isPart ? edits / 2 : edits
}

const plain = (name: string): string =>
  withSlashes(name)
    .toLowerCase()
    .replace(/\.(?:safetensors|sft|ckpt|pt|pth|gguf)$/, '')
    .replaceAll(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim()
