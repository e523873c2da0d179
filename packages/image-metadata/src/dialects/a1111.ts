import type { Json } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import type { ImageSource } from '../image-metadata.ts'
import { promptLoras } from '../prompt-loras.ts'
import {
  toAmount,
  toLora,
  toNumber,
  toPositive,
  toSeed,
  toSize,
  toText,
  toTime,
} from '../values.ts'
import { scanSettings } from './a1111-settings.ts'
import { readResources } from './civitai-resources.ts'

const negativeMark = 'negative prompt:'
const firstStep = /^steps: ?\d/i
const used: ReadonlySet<string> = new Set([
  'Steps',
  'Sampler',
  'Schedule type',
  'Scheduler',
  'CFG scale',
  'Distilled CFG Scale',
  'Guidance',
  'Seed',
  'Size',
  'Model',
  'Denoising strength',
  'Clip skip',
  'VAE',
])
const usedNames: ReadonlyMap<string, string> = new Map(
  [...used, 'Base model', 'Model hash', 'Version', 'Upscale'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
)
/** The first key of a line that only tells how a picture was made larger or its faces mended. */
const afterwards =
  /^(?:postprocess|upscale|upscaler|gfpgan|codeformer|face restoration)\b[^,:]{0,40}:/i
const combinedSampler = /^(.+?) (Karras|Exponential|Polyexponential|SGM Uniform|Beta)$/i

/** The longest text that is looked at; the longest real ones have some 100,000 characters. */
const longestText = 1_000_000

/** Whether a text is in the format of A1111's web UI. */
export function isA1111(text: string): boolean {
  if (text.length > longestText) return false
  return /^steps: ?\d/im.test(text) || /^negative prompt:/im.test(text)
}

/** Reads the `parameters` text of A1111's web UI and of every tool that writes like it. */
export function readA1111(text: string): Findings {
  const { prompt, negative, settings } = splitText(text.replaceAll('\r\n', '\n'))
  const pairs = withKnownNames(scanSettings(settings))
  const resources = readResources(pairs.get('Civitai resources'))
  const loras = promptLoras(prompt, 'clip-first')
  return {
    source: toolOf(pairs),
    prompt: toText(prompt),
    negative_prompt: toText(negative),
    model: modelOf(pairs) ?? resources.model,
    seedText: toSeed(pairs.get('Seed')),
    steps: toPositive(pairs.get('Steps')),
    cfg: toAmount(pairs.get('CFG scale')),
    guidance: toAmount(pairs.get('Distilled CFG Scale') ?? pairs.get('Guidance')),
    ...samplerOf(pairs),
    denoise: toAmount(pairs.get('Denoising strength')),
    clip_skip: toClipSkip(pairs.get('Clip skip')),
    vae: vaeOf(pairs),
    loras:
      loras.length > 0 ? loras : [...resources.loras, ...weightedLoras(pairs.get('Lora weights'))],
    resolution: toSize(pairs.get('Size')),
    createdAt: toTime(pairs.get('Created Date')) ?? toTime(pairs.get('Date')),
    extra: extraOf(pairs),
  }
}

/** Said only when it is not the last layer; Forge says 1 too. */
function toClipSkip(text: string | undefined): number | undefined {
  const layer = toPositive(text)
  return Number.isInteger(layer) ? layer : undefined
}

/** The VAE, unless it is the model's own. */
function vaeOf(pairs: ReadonlyMap<string, string>): string | undefined {
  const name = toText(pairs.get('VAE'))
  return name === undefined || /^(?:automatic|none|built.?in|baked.*)$/i.test(name)
    ? undefined
    : name
}

/** The same pairs under the names that A1111 writes, whose letters others write small. */
function withKnownNames(pairs: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const named = new Map<string, string>()
  for (const [name, value] of pairs) {
    const known = usedNames.get(name.toLowerCase()) ?? name
    if (!named.has(known)) named.set(known, value)
  }
  return named
}

/** The model of a picture that was made; that of one which was only made larger is the upscaler. */
function modelOf(pairs: ReadonlyMap<string, string>): string | undefined {
  if (pairs.has('Upscale') && !pairs.has('Steps')) return undefined
  return toText(pairs.get('Model')) ?? toText(pairs.get('Base model'))
}

interface Parts {
  readonly prompt: string
  readonly negative: string
  readonly settings: string
}

function splitText(text: string): Parts {
  const lines = text.split('\n')
  const start = settingsLine(lines)
  const above = lines.slice(0, start)
  const mark = above.findIndex(
    (line) => line.slice(0, negativeMark.length).toLowerCase() === negativeMark,
  )
  const prompt = mark < 0 ? above : above.slice(0, mark)
  const negative = mark < 0 ? '' : above.slice(mark).join('\n').slice(negativeMark.length)
  return { prompt: prompt.join('\n'), negative, settings: lines.slice(start).join('\n') }
}

/**
 * The last line with `Steps: <digit>` at its start, else a last line of at least three pairs or of nothing but what an
 * upscaler says, else none.
 */
function settingsLine(lines: readonly string[]): number {
  const steps = lines.findLastIndex((line) => firstStep.test(line))
  if (steps >= 0) return steps
  const last = lines.findLastIndex((line) => line.trim() !== '')
  const line = lines[last] ?? ''
  if (afterwards.test(line)) return firstAfterwards(lines, last)
  const isNegative = line.slice(0, negativeMark.length).toLowerCase() === negativeMark
  return !isNegative && scanSettings(line).size >= 3 ? last : lines.length
}

/** Each thing that was done afterwards has a line of its own. */
function firstAfterwards(lines: readonly string[], last: number): number {
  let first = last
  while (first > 0 && afterwards.test(lines[first - 1] ?? '')) first--
  return first
}

function toolOf(pairs: ReadonlyMap<string, string>): ImageSource {
  const version = pairs.get('Version') ?? ''
  if (/^SD\.?Next/i.test(pairs.get('App') ?? '')) return 'sdnext'
  if (/^f\d|neo|classic|forge/i.test(version)) return 'forge'
  if (/^comfyui/i.test(version)) return 'comfyui'
  if (/^fooocus/i.test(version)) return 'fooocus'
  return version === '' && pairs.has('Civitai resources') ? 'civitai' : 'a1111'
}

// Sampler and schedule; before 1.9 the schedule was the end of the sampler's name.
function samplerOf(pairs: ReadonlyMap<string, string>): Findings {
  const sampler = toText(pairs.get('Sampler'))
  const scheduler = toText(pairs.get('Schedule type')) ?? toText(pairs.get('Scheduler'))
  const combined = scheduler === undefined ? combinedSampler.exec(sampler ?? '') : null
  if (combined === null) return { sampler, scheduler }
  return { sampler: combined[1], scheduler: combined[2] }
}

/** The LoRAs of Fooocus: "name: 0.5, other: 1". */
function weightedLoras(text: string | undefined): Lora[] {
  return (text ?? '').split(',').flatMap((entry) => {
    const colon = entry.lastIndexOf(':')
    const lora = toLora(
      toText(entry.slice(0, Math.max(colon, 0))),
      toNumber(entry.slice(colon + 1)),
    )
    return lora ?? []
  })
}

function extraOf(pairs: ReadonlyMap<string, string>): Readonly<Record<string, Json>> | undefined {
  const entries = [...pairs].filter(([name, value]) => !used.has(name) && value !== '')
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
