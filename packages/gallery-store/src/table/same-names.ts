import { canonicalSampler } from '@darkroom/recipe'
import type { Annotation } from '../gallery.ts'
import type { FacetValue } from '../gallery-query.ts'
import { foldText } from './fold-text.ts'

const modelEnding = /\.(?:safetensors|sft|ckpt|gguf|pth?|bin|onnx)$/

interface FileNameParts {
  readonly folder: string
  readonly stem: string
  readonly ending: string
}

/** A name of a server's file; the separators and the case of both systems mean the same file. */
export const fileKey = (name: string): string => foldText(name.replaceAll('\\', '/'))

function splitFile(name: string): FileNameParts {
  const key = fileKey(name)
  const slash = key.lastIndexOf('/')
  const ending = modelEnding.exec(key)?.[0] ?? ''
  return {
    folder: key.slice(0, Math.max(0, slash)),
    stem: key.slice(slash + 1, key.length - ending.length),
    ending,
  }
}

/**
 * A test for names of models or LoRAs. A name that one of these files has whole means that one; else folder and ending
 * may be left out, as other programs do.
 */
export function isFileNamed(wanted: string, names: readonly string[]): (name: string) => boolean {
  const { folder, stem, ending } = splitFile(wanted)
  const whole = fileKey(wanted)
  const isWhole = (name: string): boolean => fileKey(name) === whole
  if ((folder !== '' || ending !== '') && names.some(isWhole)) return isWhole
  return (name) => {
    const file = splitFile(name)
    const isIn = folder === '' || file.folder === folder || file.folder.endsWith(`/${folder}`)
    return isIn && file.stem === stem && (ending === '' || file.ending === ending)
  }
}

export const samplerKey = (name: string): string => canonicalSampler(name).sampler

/** A test for names that are the same but for case and spelling. */
export function isSameText(wanted: string): (name: string) => boolean {
  const key = foldText(wanted)
  return (name) => foldText(name) === key
}

/** Samplers under one name each. */
export const mergeSamplers = (values: readonly FacetValue[]): FacetValue[] =>
  merge(values, samplerKey, ({ value }) => samplerKey(value))

/** Files that differ in case or separators only, under the most frequent spelling. */
export const mergeFiles = (values: readonly FacetValue[]): FacetValue[] =>
  merge(values, fileKey, ({ value }) => value)

/** Texts that differ in case or spelling only, under the most frequent one. */
export const mergeTexts = (values: readonly FacetValue[]): FacetValue[] =>
  merge(values, foldText, ({ value }) => value)

/** The members without those that mean the same as one before. */
export const uniqueBy = (
  toKey: (member: string) => string,
  members: readonly string[],
): readonly string[] => [
  ...new Map(members.toReversed().map((each) => [toKey(each), each])).values(),
]

/** The tags without some and with others. One that is there already keeps its spelling and place. */
export function changeTags(
  tags: readonly string[],
  { addTags = [], removeTags = [] }: Pick<Annotation, 'addTags' | 'removeTags'>,
): readonly string[] {
  const removed = new Set(removeTags.map(foldText))
  const changed = tags.filter((tag) => !removed.has(foldText(tag)))
  const present = new Set(changed.map(foldText))
  for (const tag of addTags) {
    if (!present.has(foldText(tag))) changed.push(tag)
    present.add(foldText(tag))
  }
  return changed
}

/** `values` come with the most frequent first. */
function merge(
  values: readonly FacetValue[],
  toKey: (value: string) => string,
  toValue: (first: FacetValue) => string,
): FacetValue[] {
  const merged = new Map<string, { value: string; count: number }>()
  for (const each of values) {
    const key = toKey(each.value)
    const known = merged.get(key)
    if (known === undefined) merged.set(key, { value: toValue(each), count: each.count })
    else known.count += each.count
  }
  return [...merged.values()].sort(byCount)
}

export function byCount(a: FacetValue, b: FacetValue): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1)
}
