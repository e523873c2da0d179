import type { Json } from '@darkroom/foundation'
import {
  type ByteSource,
  createBufferSource,
  type MediaFile,
  readMediaFile,
} from '@darkroom/media-container'
import { Budget } from './budget.ts'
import { readGraphText } from './dialects/graph-text.ts'
import { readTexts } from './dialects/read-texts.ts'
import { type Findings, mergeFindings } from './findings.ts'
import type { ImageMetadata } from './image-metadata.ts'
import { looksLikeJson, parseJson } from './json.ts'
import { deepestJson, isDeeperThan } from './json-depth.ts'
import { readSidecars, type Sidecar } from './sidecars/read-sidecars.ts'
import { toGeneration } from './to-generation.ts'
import { everyText, tellingTexts } from './wanted-texts.ts'

/** The characters of raw texts that are parsed in all; beyond them a text stays one, since values cost far more. */
const parsedLimit = 16 * 1024 * 1024

/** What is said of a file whose source fails. */
const unreadable = readMediaFile(createBufferSource(new Uint8Array()))

export interface ImageFile {
  /** The name without folders; it tells which save node wrote the file, and which frame of a manifest it is. */
  readonly name: string
  readonly source: ByteSource
  /** The files with one of the names of `sidecarNames`. */
  readonly sidecars?: readonly Sidecar[]
}

export interface ReadOptions {
  /** Whether to return every embedded text and sidecar unchanged, workflows and graph included. Default false. */
  readonly raw?: boolean
}

/** Reads the metadata of a picture. Never throws: anything unreadable is unknown. */
export function readImageMetadata(
  file: ImageFile,
  { raw = false }: ReadOptions = {},
): ImageMetadata {
  const sidecars = file.sidecars ?? []
  const media = quietly(
    () => readMediaFile(file.source, raw ? everyText : tellingTexts),
    unreadable,
  )
  const budget = new Budget()
  const beside = quietly(() => readSidecars(file.name, sidecars, budget), { before: [], after: [] })
  const embedded = quietly(() => readTexts(media.texts, file.name, budget), [])
  const findings = mergeFindings([...beside.before, ...embedded, ...beside.after])
  const metadata = toMetadata(media, findings)
  if (!raw) return metadata
  const graph = quietly(() => readGraphText(media.texts), undefined)
  return {
    ...metadata,
    extra: withoutAbysses(metadata.extra),
    raw: rawTexts(media, sidecars),
    ...(graph === undefined ? {} : { graph }),
  }
}

function toMetadata(media: MediaFile, findings: Findings): ImageMetadata {
  const { format, mediaType, width, height, animated, durationSeconds, complete } = media
  const facts = { format, mediaType, width, height, animated, durationSeconds }
  return { ...facts, complete, ...toGeneration(findings) }
}

function rawTexts(
  { texts }: MediaFile,
  sidecars: readonly Sidecar[],
): Readonly<Record<string, Json>> {
  const entries = [...texts, ...sidecars.map(({ name, text }) => [name, text] as const)]
  let left = parsedLimit
  return Object.fromEntries(
    entries.map(([name, text]) => {
      left -= text.length
      return [name, left < 0 ? text : rawValue(text)]
    }),
  )
}

/** The parsed JSON, or the text itself if it is nested too deeply. */
function rawValue(text: string): Json {
  const value = looksLikeJson(text) ? quietly(() => parseJson(text), undefined) : undefined
  return value === undefined || isDeeperThan(value, deepestJson) ? text : value
}

function withoutAbysses(extra: ImageMetadata['extra']): ImageMetadata['extra'] {
  const kept = Object.entries(extra).filter(([, value]) => !isDeeperThan(value, deepestJson))
  return Object.fromEntries(kept)
}

/** Runs a read that must not stop a scan, whatever is in the file and even if its source fails. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
