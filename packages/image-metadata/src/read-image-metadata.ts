import type { Json } from '@darkroom/foundation'
import type { ByteSource } from './byte-source.ts'
import { ByteWindow } from './byte-window.ts'
import { type Container, unknownContainer } from './containers/container.ts'
import { readContainer } from './containers/read-container.ts'
import { readTexts } from './dialects/read-texts.ts'
import { type Findings, mergeFindings } from './findings.ts'
import type { ImageMetadata } from './image-metadata.ts'
import { looksLikeJson, parseJson } from './json.ts'
import { deepestJson, isDeeperThan } from './json-depth.ts'
import { readSidecars, type Sidecar } from './sidecars/read-sidecars.ts'
import { toGeneration } from './to-generation.ts'

/** An image file as its reader sees it. */
export interface ImageFile {
  /** Without folders: it tells which of several save nodes wrote the file, and which frame of a manifest it is. */
  readonly name: string
  readonly source: ByteSource
  /** The files found under the names of `sidecarNames`. */
  readonly sidecars?: readonly Sidecar[]
}

export interface ReadOptions {
  /** Also hand over every embedded text and sidecar as it stands, workflows included. Default false. */
  readonly raw?: boolean
}

/** What made this picture. Never throws: what cannot be read is unknown. */
export function readImageMetadata(
  file: ImageFile,
  { raw = false }: ReadOptions = {},
): ImageMetadata {
  const sidecars = file.sidecars ?? []
  const container = quietly(
    () => readContainer(new ByteWindow(file.source), { raw }),
    unknownContainer,
  )
  const beside = quietly(() => readSidecars(file.name, sidecars), { before: [], after: [] })
  const embedded = quietly(() => readTexts(container.texts, file.name), [])
  const findings = mergeFindings([...beside.before, ...embedded, ...beside.after])
  const metadata = toMetadata(container, findings)
  if (!raw) return metadata
  return { ...metadata, extra: withoutAbysses(metadata.extra), raw: rawTexts(container, sidecars) }
}

function toMetadata(container: Container, findings: Findings): ImageMetadata {
  const { format, width, height, animated, complete } = container
  return { format, width, height, animated, complete, ...toGeneration(findings) }
}

function rawTexts(
  container: Container,
  sidecars: readonly Sidecar[],
): Readonly<Record<string, Json>> {
  const entries = [...container.texts, ...sidecars.map(({ name, text }) => [name, text] as const)]
  return Object.fromEntries(entries.map(([name, text]) => [name, rawValue(text)]))
}

/** JSON that is nested too deep to be handed on stays text. */
function rawValue(text: string): Json {
  const value = looksLikeJson(text) ? quietly(() => parseJson(text), undefined) : undefined
  return value === undefined || isDeeperThan(value, deepestJson) ? text : value
}

function withoutAbysses(extra: ImageMetadata['extra']): ImageMetadata['extra'] {
  const kept = Object.entries(extra).filter(([, value]) => !isDeeperThan(value, deepestJson))
  return Object.fromEntries(kept)
}

/** A file may be anything at all, and a source may fail: neither is a reason to stop a scan. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
