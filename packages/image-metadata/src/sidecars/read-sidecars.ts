import { isJsonObject, type JsonObject } from '@darkroom/foundation'
import type { Budget } from '../budget.ts'
import { isA1111, readA1111 } from '../dialects/a1111.ts'
import { readPlain } from '../dialects/plain.ts'
import { readTexts } from '../dialects/read-texts.ts'
import { type Findings, mergeFindings } from '../findings.ts'
import { parseJson } from '../json.ts'
import { toText } from '../values.ts'
import { isDarkroom, readDarkroom, readPersonal } from './darkroom.ts'
import { parseKeyLines, readKeyLines } from './key-lines.ts'
import { readManifest } from './manifest.ts'
import { sidecarNames } from './sidecar-names.ts'

export interface Sidecar {
  readonly name: string
  readonly text: string
}

/** Findings that override the picture's own bytes, and findings that only fill gaps. */
export interface SidecarFindings {
  readonly before: readonly Findings[]
  readonly after: readonly Findings[]
}

const textLimit = 8 * 1024 * 1024

/** Reads the sidecars of an image in the order of `sidecarNames`, whatever order they came in. */
export function readSidecars(
  imageName: string,
  sidecars: readonly Sidecar[],
  budget: Budget,
): SidecarFindings {
  const before: Findings[] = []
  const after: Findings[] = []
  for (const { name, text } of inOrder(imageName, sidecars)) {
    if (text.length > textLimit) continue
    const json = parseJson(text)
    if (isJsonObject(json)) readObject(json, { name, text }, { imageName, budget, before, after })
    else readProse(text, name, { before, after })
  }
  return { before, after }
}

function inOrder(imageName: string, sidecars: readonly Sidecar[]): readonly Sidecar[] {
  if (sidecars.length < 2) return sidecars
  const names = sidecarNames(imageName)
  const rank = ({ name }: Sidecar): number =>
    (names.indexOf(name) + names.length + 1) % (names.length + 1)
  return [...sidecars].sort((left, right) => rank(left) - rank(right))
}

interface Found {
  readonly imageName: string
  readonly budget: Budget
  readonly before: Findings[]
  readonly after: Findings[]
}

function readObject(object: JsonObject, { name, text }: Sidecar, found: Found): void {
  const { imageName, budget } = found
  if (isDarkroom(object)) found.before.unshift(readDarkroom(object))
  else if (name === 'manifest.json') found.after.push(readManifest(object, imageName))
  else
    found.before.push({ ...readForeign(object, text, imageName, budget), ...readPersonal(object) })
}

/** Reads another tool's JSON, which is the same beside the picture as inside it. */
function readForeign(
  object: JsonObject,
  text: string,
  imageName: string,
  budget: Budget,
): Findings {
  const found = mergeFindings(readTexts(new Map([['UserComment', text]]), imageName, budget))
  const isKnown = found.source !== undefined && found.source !== 'unknown'
  return isKnown ? found : { source: 'sidecar', ...readPlain(object) }
}

function readProse(text: string, name: string, found: Omit<Found, 'imageName' | 'budget'>): void {
  const lines = parseKeyLines(text)
  if (lines !== undefined) found.before.push(readKeyLines(lines))
  else if (isA1111(text)) found.after.push(readA1111(text))
  else if (/^prompt(?:_\d+)?(?:-\d+)?\.txt$/i.test(name))
    found.after.push({ source: 'sidecar', prompt: toText(text) })
  else found.after.push({ extra: { caption: text.trim().slice(0, 4000) } })
}
