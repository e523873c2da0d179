import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import { readLoras, readPlain } from '../dialects/plain.ts'
import type { Findings } from '../findings.ts'
import { arrayAt, member } from '../json.ts'
import { toNumber, toText } from '../values.ts'

const fileKeys = ['file', 'filename', 'image', 'path', 'name', 'output'] as const
const numberKeys = ['frame', 'frame_number', 'number', 'index'] as const

/** Reads `manifest.json` in a folder of frames: the shared values, and those of the frame with this name. */
export function readManifest(manifest: JsonObject, imageName: string): Findings {
  const frames = arrayAt(manifest, 'frames')
  const index = findFrame(frames, imageName)
  const frame = frames[index]
  const own = isJsonObject(frame) ? readPlain(frame) : { prompt: spokenPrompt(frame) }
  const shared = readPlain(manifest)
  return {
    ...shared,
    ...withoutHoles(own),
    source: 'sidecar',
    loras: own.loras ?? readLoras(member(manifest, 'loras')),
    sequenceId: toText(member(manifest, 'sequence')) ?? toText(member(manifest, 'sequence_id')),
    frameNumber: index < 0 ? undefined : (frameNumber(frame) ?? index + 1),
    extra: extraOf(manifest, shared),
  }
}

/** Finds a frame by file name, otherwise by the number at the end of the image's name. */
function findFrame(frames: readonly Json[], imageName: string): number {
  const named = frames.findIndex((frame) => fileNames(frame).includes(imageName))
  if (named >= 0) return named
  const number = Number(/(\d{1,6})_?\.\w+$/.exec(imageName)?.[1] ?? Number.NaN)
  if (!Number.isInteger(number)) return -1
  const numbered = frames.findIndex((frame) => frameNumber(frame) === number)
  if (numbered >= 0 || frames.some((frame) => frameNumber(frame) !== undefined)) return numbered
  return number >= 1 && number <= frames.length ? number - 1 : -1
}

function fileNames(frame: Json): readonly string[] {
  if (typeof frame === 'string') return [baseName(frame)]
  if (!isJsonObject(frame)) return []
  return fileKeys.flatMap((key) => baseName(toText(member(frame, key)) ?? '') || [])
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? ''
}

function frameNumber(frame: Json | undefined): number | undefined {
  if (!isJsonObject(frame)) return undefined
  for (const key of numberKeys) {
    const number = toNumber(member(frame, key))
    if (number !== undefined) return number
  }
  return undefined
}

// The prompt in a list of strings, which are file names or prompts; prompts have no image extension.
function spokenPrompt(frame: Json | undefined): string | undefined {
  const text = toText(frame)
  return text === undefined || /\.(?:png|jpe?g|webp)$/i.test(text) ? undefined : text
}

// The extra values; a base seed for many frames stays as given, since nobody can say which frame got which seed.
function extraOf(manifest: JsonObject, shared: Findings): Findings['extra'] {
  const seed = member(manifest, 'base_seed')
  return seed === undefined ? shared.extra : { ...shared.extra, base_seed: seed }
}

function withoutHoles(findings: Findings): Findings {
  return Object.fromEntries(Object.entries(findings).filter(([, value]) => value !== undefined))
}
