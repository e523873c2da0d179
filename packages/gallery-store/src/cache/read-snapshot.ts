import { Buffer } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { type Column, createColumns, listColumns } from '../table/columns.ts'
import type { Dictionaries } from '../table/dictionaries.ts'
import { Dictionary } from '../table/dictionary.ts'
import { EntryTable } from '../table/entry-table.ts'
import { GalleryIndex } from '../table/gallery-index.ts'
import { PromptHeap } from '../table/prompt-heap.ts'
import type { PromptWordsParts } from '../table/prompt-words.ts'
import { type HeapParts, segmentBytes, TextHeap } from '../table/text-heap.ts'
import { chunkPrompts } from '../table/word-chunk.ts'
import {
  decodeHeader,
  decodePreamble,
  preambleBytes,
  type SnapshotHeader,
} from './snapshot-header.ts'
import type { SnapshotOwner, SnapshotState } from './snapshot-state.ts'

/** The room for new entries before the arrays must grow. */
const slack = 4_096

export interface LoadedSnapshot extends SnapshotState {
  readonly id: string
}

/** Reads a snapshot; undefined if it is missing, of another gallery or version, or has a single wrong bit. */
export function readSnapshot(path: string, owner: SnapshotOwner): LoadedSnapshot | undefined {
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, 'r')
    return load(descriptor, owner)
  } catch {
    return undefined
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function load(descriptor: number, owner: SnapshotOwner): LoadedSnapshot | undefined {
  const { size } = fstatSync(descriptor)
  const preamble = Buffer.alloc(preambleBytes)
  const headerBytes = decodePreamble(readInto(descriptor, preamble, 0))
  if (headerBytes === undefined || headerBytes > size - preambleBytes) return undefined
  const json = readInto(descriptor, Buffer.allocUnsafe(headerBytes), preambleBytes)
  const header = decodeHeader(preamble, json)
  if (header === undefined) return undefined
  const { root, metadataVersion, sections } = header
  if (root !== owner.root || metadataVersion !== owner.metadataVersion) return undefined
  const start = preambleBytes + headerBytes
  if (sections.reduce((sum, { bytes }) => sum + bytes, start) !== size) return undefined
  return build(header, new SectionReader(descriptor, sections, start))
}

/** Reads the sections in order, each straight into its final array. */
class SectionReader {
  readonly #descriptor: number
  readonly #sections: SnapshotHeader['sections']
  #next = 0
  #offset: number

  constructor(descriptor: number, sections: SnapshotHeader['sections'], offset: number) {
    this.#descriptor = descriptor
    this.#sections = sections
    this.#offset = offset
  }

  fill<T extends Column>(array: T, length: number): T {
    const wanted = length * array.BYTES_PER_ELEMENT
    const section = this.#sections[this.#next]
    if (section?.bytes !== wanted) throw new RangeError('A section has another size')
    const target = Buffer.from(array.buffer, array.byteOffset, wanted)
    readInto(this.#descriptor, target, this.#offset)
    if (crc32(target) !== section.crc) throw new RangeError('A section is damaged')
    this.#next += 1
    this.#offset += wanted
    return array
  }
}

function readInto(descriptor: number, target: Buffer, position: number): Buffer {
  let filled = 0
  while (filled < target.length) {
    const length = Math.min(target.length - filled, 1 << 28)
    const count = readSync(descriptor, target, filled, length, position + filled)
    if (count === 0) throw new RangeError('The snapshot ends too early')
    filled += count
  }
  return target
}

function build(header: SnapshotHeader, reader: SectionReader): LoadedSnapshot {
  const { end, device, id, directories } = header
  const columns = createColumns(end + Math.max(slack, end >>> 3))
  for (const column of listColumns(columns)) reader.fill(column, end)
  const texts = new TextHeap(readHeap(header.texts, reader))
  const promptTexts = readHeap(header.prompts, reader)
  const prompts = new PromptHeap({ texts: promptTexts, words: readWords(header, reader) })
  const byTime = reader.fill(new Uint32Array(header.byTime), header.byTime)
  const dictionaries = readDictionaries(header)
  const table = new EntryTable({ columns, end, dictionaries, texts, prompts })
  return {
    id,
    index: new GalleryIndex(table, byTime),
    directories: directories.map(([path, mtimeMs]) => [path, mtimeMs ?? Number.NaN]),
    device: device ?? undefined,
  }
}

function readHeap(
  { count, end }: { count: number; end: number },
  reader: SectionReader,
): HeapParts {
  const capacity = count + Math.max(slack, count >>> 3)
  const [offsets, lengths, hashes] = [0, 0, 0].map(() =>
    reader.fill(new Uint32Array(capacity), count),
  )
  const segments: Buffer[] = []
  for (let start = 0; start < end; start += segmentBytes) {
    const segment = Buffer.allocUnsafeSlow(segmentBytes)
    segments.push(reader.fill(segment, Math.min(segmentBytes, end - start)))
  }
  const none = new Uint32Array(0)
  return {
    count,
    end,
    segments,
    offsets: offsets ?? none,
    lengths: lengths ?? none,
    hashes: hashes ?? none,
  }
}

function readWords(
  { words, chunks, open }: SnapshotHeader,
  reader: SectionReader,
): PromptWordsParts {
  const starts = new Uint32Array(words.count + 1 + Math.max(slack, words.count >>> 3))
  const bytes = Buffer.allocUnsafeSlow(words.end + Math.max(slack, words.end >>> 3))
  const table = {
    count: words.count,
    starts: reader.fill(starts, words.count + 1),
    bytes: reader.fill(bytes, words.end),
  }
  const full = chunks.map((chunk) => ({
    words: reader.fill(new Uint32Array(chunk.words), chunk.words),
    ends: reader.fill(new Uint32Array(chunk.words), chunk.words),
    bytes: reader.fill(new Uint8Array(chunk.bytes), chunk.bytes),
  }))
  return {
    table,
    full,
    open: {
      count: open.count,
      starts: reader.fill(new Uint32Array(chunkPrompts + 1), open.count + 1),
      ids: reader.fill(new Uint32Array(open.ids + slack), open.ids),
    },
  }
}

function readDictionaries({ dictionaries }: SnapshotHeader): Dictionaries {
  const read = (name: string): Dictionary => new Dictionary(dictionaries[name])
  return {
    directory: read('directory'),
    model: read('model'),
    sampler: read('sampler'),
    source: read('source'),
    format: read('format'),
    mediaType: read('mediaType'),
    resolution: read('resolution'),
    loraSet: read('loraSet'),
    tagSet: read('tagSet'),
  }
}
