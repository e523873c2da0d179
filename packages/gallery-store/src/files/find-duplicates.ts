import type { GalleryEntry } from '../gallery-entry.ts'
import type { ScanPool } from '../scan/scan-pool.ts'
import type { EntryTable } from '../table/entry-table.ts'

/** The number of paths in one request, small enough for quick aborts. */
const batchSize = 64

/** Finds groups of images with the same bytes: by size, then by the hash of both ends, then by the hash of all. */
export async function findDuplicates(
  table: EntryTable,
  worker: ScanPool,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly GalleryEntry[])[]> {
  let groups = groupBySize(table)
  for (const part of ['ends', 'whole'] as const) {
    groups = await groupByDigest(groups, worker, part, signal)
  }
  return groups.map((group) =>
    group.flatMap((path) => {
      const slot = table.findPath(path)
      return slot === undefined ? [] : [table.entry(slot)]
    }),
  )
}

function groupBySize(table: EntryTable): string[][] {
  const slots = new Map<number, number[]>()
  for (let slot = 0; slot < table.end; slot += 1) {
    const size = table.columns.size[slot] ?? 0
    if (!table.isAlive(slot) || size === 0) continue
    const same = slots.get(size)
    if (same === undefined) slots.set(size, [slot])
    else same.push(slot)
  }
  const groups = [...slots.values()].filter((group) => group.length > 1)
  return groups.map((group) => group.map((slot) => table.pathOf(slot)))
}

async function groupByDigest(
  groups: readonly string[][],
  worker: ScanPool,
  part: 'ends' | 'whole',
  signal: AbortSignal | undefined,
): Promise<string[][]> {
  const paths = groups.flat()
  const digests = new Map<string, string>()
  for (let index = 0; index < paths.length; index += batchSize) {
    signal?.throwIfAborted()
    const batch = paths.slice(index, index + batchSize)
    const found = await worker.digest({ kind: 'digest', paths: batch, part })
    for (const [position, path] of batch.entries()) digests.set(path, found[position] ?? '')
  }
  return groups
    .flatMap((group) => [...Map.groupBy(group, (path) => digests.get(path) ?? '')])
    .filter(([digest, group]) => digest !== '' && group.length > 1)
    .map(([, group]) => group)
}
