import type { FacetValue } from '../gallery-query.ts'
import { splitPath } from './join-path.ts'

/** A test for folders: the one of this path, and those below. Paths that are composed otherwise look the same. */
export function isInFolder(folder: string, withSubfolders: boolean): (path: string) => boolean {
  const wanted = folder.normalize('NFC')
  if (wanted === '' && withSubfolders) return () => true
  return (path) => {
    const composed = path.normalize('NFC')
    return composed === wanted || (withSubfolders && composed.startsWith(`${wanted}/`))
  }
}

/** Counts by folder → the same with what is below each, by name; without the root, which has all. */
export function withSubfolders(values: readonly FacetValue[]): FacetValue[] {
  const counts = new Map<string, number>()
  for (const { value, count } of values) {
    for (const folder of waysTo(value)) counts.set(folder, (counts.get(folder) ?? 0) + count)
  }
  const all = Array.from(counts, ([value, count]) => ({ value, count }))
  return all.sort((a, b) => (a.value < b.value ? -1 : 1))
}

function* waysTo(path: string): Generator<string, void> {
  for (let folder = path; folder !== ''; folder = splitPath(folder).directory) yield folder
}
