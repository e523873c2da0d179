import { isJsonObject, type JsonObject } from '@darkroom/foundation'
import type { Findings } from '../findings.ts'
import { arrayAt, member, objectAt } from '../json.ts'
import { toAmount, toPositive, toResolution, toSeed, toText } from '../values.ts'
import { type EmbeddedTexts, restOf, toObject } from './embedded-texts.ts'

const marks = ['noise_schedule', 'v4_prompt', 'uncond_scale'] as const
const used: ReadonlySet<string> = new Set([
  'prompt',
  'uc',
  'steps',
  'scale',
  'seed',
  'sampler',
  'noise_schedule',
  'strength',
  'width',
  'height',
  'v4_prompt',
  'v4_negative_prompt',
])

const early = ['steps', 'sampler', 'seed', 'scale', 'uc'] as const
const usedEarly: ReadonlySet<string> = new Set([...used].filter((key) => key !== 'strength'))

/**
 * NovelAI: PNG keywords Software, Source, Description and Comment (JSON); in WebP all as JSON in UserComment. Its first
 * files have none of the marks, and the prompt only in Description.
 */
export function readNovelai(texts: EmbeddedTexts): Findings | undefined {
  const outer = texts.object('UserComment')
  const comment = findComment(texts, outer)
  if (comment === undefined) return undefined
  const source = texts.get('Source') ?? (outer && toText(member(outer, 'Source')))
  const description = texts.get('Description') ?? (outer && toText(member(outer, 'Description')))
  return {
    source: 'novelai',
    prompt:
      captions(comment, 'v4_prompt') ?? toText(member(comment, 'prompt')) ?? toText(description),
    negative_prompt: captions(comment, 'v4_negative_prompt') ?? toText(member(comment, 'uc')),
    model: toText(source),
    seedText: toSeed(member(comment, 'seed')),
    steps: toPositive(member(comment, 'steps')),
    cfg: toAmount(member(comment, 'scale')),
    sampler: toText(member(comment, 'sampler')),
    scheduler: toText(member(comment, 'noise_schedule')),
    denoise: isComment(comment) ? toAmount(member(comment, 'strength')) : undefined,
    resolution: toResolution(member(comment, 'width'), member(comment, 'height')),
    extra: restOf(comment, isComment(comment) ? used : usedEarly),
  }
}

function findComment(texts: EmbeddedTexts, outer: JsonObject | undefined): JsonObject | undefined {
  const software = texts.get('Software') ?? (outer && toText(member(outer, 'Software')))
  const isNamed = software?.startsWith('NovelAI') ?? false
  const isOurs = (object: JsonObject): boolean =>
    isComment(object) || isEarly(object) || (isNamed && Object.hasOwn(object, 'steps'))
  const inner = outer && toObject(member(outer, 'Comment'))
  const wrapped = inner !== undefined && (isNamed || isOurs(inner)) ? inner : undefined
  return texts.find(['Comment', 'UserComment'], isOurs) ?? wrapped
}

/** The first files of 2022; they name a strength also where nothing was there to be changed. */
function isEarly(object: JsonObject): boolean {
  return early.every((key) => Object.hasOwn(object, key))
}

function isComment(object: JsonObject): boolean {
  return marks.some((mark) => Object.hasOwn(object, mark))
}

/** The captions of version 4: a base caption and one for each character. */
function captions(comment: JsonObject, key: string): string | undefined {
  const caption = objectAt(objectAt(comment, key), 'caption')
  const characters = arrayAt(caption, 'char_captions').filter(isJsonObject)
  const texts = [caption, ...characters].map(
    (each) => toText(member(each, 'base_caption')) ?? toText(member(each, 'char_caption')) ?? '',
  )
  return toText(texts.filter((text) => text !== '').join('\n'))
}
