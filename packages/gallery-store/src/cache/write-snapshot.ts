import { open, rename, rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { type Column, listColumns } from '../table/columns.ts'
import type { EntryTable } from '../table/entry-table.ts'
import type { PromptWordsParts } from '../table/prompt-words.ts'
import type { HeapParts } from '../table/text-heap.ts'
import { encodeHeader, type SnapshotHeader } from './snapshot-header.ts'
import { dictionaryNames, type SnapshotOwner, type SnapshotState } from './snapshot-state.ts'

export interface CapturedSnapshot {
  readonly header: Omit<SnapshotHeader, 'sections'>
  readonly sections: readonly Uint8Array[]
}

/**
 * Captures the present index. Columns are copied since they change in place; texts are append-only, so their present
 * part can be written while the index changes.
 */
export function captureSnapshot(
  id: string,
  { root, metadataVersion }: SnapshotOwner,
  { index, directories, device }: SnapshotState,
): CapturedSnapshot {
  const { table } = index
  const byTime = index.slotsByTime().slice()
  const texts = table.texts.parts()
  const prompts = table.prompts.texts.parts()
  const words = table.prompts.words.parts()
  const sections = [
    ...listColumns(table.columns).map((column) => toBytes(column.slice(0, table.end))),
    ...heapSections(texts),
    ...heapSections(prompts),
    ...wordSections(words),
    toBytes(byTime),
  ]
  const header = {
    id,
    root,
    metadataVersion,
    device: device ?? null,
    end: table.end,
    texts: { count: texts.count, end: texts.end },
    prompts: { count: prompts.count, end: prompts.end },
    ...wordHeader(words),
    byTime: byTime.length,
    dictionaries: copyDictionaries(table),
    directories: Array.from(directories, ([path, mtimeMs]): [string, number | null] => [
      path,
      Number.isNaN(mtimeMs) ? null : mtimeMs,
    ]),
  }
  return { header, sections }
}

/** Writes a file that appears at `path` only when complete. Yields between sections. */
export async function writeSnapshot(
  path: string,
  { header, sections }: CapturedSnapshot,
): Promise<void> {
  const checks: { bytes: number; crc: number }[] = []
  for (const section of sections) {
    checks.push({ bytes: section.length, crc: crc32(section) })
    await setImmediate()
  }
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const handle = await open(temporary, 'w', 0o600)
    try {
      await handle.writeFile(encodeHeader({ ...header, sections: checks }))
      for (const section of sections) await handle.writeFile(section)
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

function heapSections({ count, end, offsets, lengths, hashes, segments }: HeapParts): Uint8Array[] {
  const arrays = [offsets, lengths, hashes].map((array) => toBytes(array.subarray(0, count)))
  const texts = segments.map((segment, index) =>
    segment.subarray(0, Math.min(segment.length, Math.max(0, end - index * segment.length))),
  )
  return [...arrays, ...texts.filter(({ length }) => length > 0)]
}

function wordSections({ table, full, open }: PromptWordsParts): Uint8Array[] {
  return [
    toBytes(table.starts.subarray(0, table.count + 1)),
    table.bytes.subarray(0, table.starts[table.count]),
    ...full.flatMap(({ words, ends, bytes }) => [toBytes(words), toBytes(ends), bytes]),
    toBytes(open.starts.subarray(0, open.count + 1)),
    toBytes(open.ids.subarray(0, open.starts[open.count])),
  ]
}

function wordHeader({
  table,
  full,
  open,
}: PromptWordsParts): Pick<SnapshotHeader, 'words' | 'chunks' | 'open'> {
  return {
    words: { count: table.count, end: table.starts[table.count] ?? 0 },
    chunks: full.map(({ words, bytes }) => ({ words: words.length, bytes: bytes.length })),
    open: { count: open.count, ids: open.starts[open.count] ?? 0 },
  }
}

function copyDictionaries({ dictionaries }: EntryTable): Record<string, readonly string[]> {
  return Object.fromEntries(dictionaryNames.map((name) => [name, [...dictionaries[name].values]]))
}

function toBytes(column: Column): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}
