import type { JsonObject } from '@darkroom/foundation'
import { fromFileForm, headlineSchema } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import { isArray, member, objectAt } from '../json.ts'
import { toNumber, toSeed, toText, toTime } from '../values.ts'

const used: ReadonlySet<string> = new Set([
  ...headlineSchema.keyof().options,
  'schema',
  'parameters',
  'timestamp',
  'batch',
  'sequence',
  'favourite',
  'tags',
])

export function isDarkroom(object: JsonObject): boolean {
  const schema = member(object, 'schema')
  return typeof schema === 'string' && schema.startsWith('darkroom/')
}

/**
 * Darkroom's own sidecar, `darkroom/1`: its words count letter for letter, for empty is what was asked for, not unknown.
 * One that only holds favourite and tags says nothing of how the picture was made.
 */
export function readDarkroom(object: JsonObject): Findings {
  const sequence = objectAt(object, 'sequence')
  const { seed: _, ...words } = fromFileForm(object)
  return {
    ...words,
    seedText: toSeed(member(object, 'seed')),
    createdAt: toTime(member(object, 'timestamp')),
    ...(isRecipe(object) ? { source: 'darkroom' } : {}),
    ...readPersonal(object),
    batchId: toText(member(objectAt(object, 'batch'), 'id')),
    sequenceId: toText(member(sequence, 'id')),
    frameNumber: toNumber(member(sequence, 'frame_number')),
    extra: extraOf(object),
  }
}

function isRecipe(object: JsonObject): boolean {
  return Object.hasOwn(object, 'prompt') || Object.hasOwn(object, 'request_id')
}

/** What a person said of the picture; it may stand in any JSON sidecar. */
export function readPersonal(object: JsonObject): Findings {
  const favourite = member(object, 'favourite')
  const tags = member(object, 'tags')
  return {
    favourite: typeof favourite === 'boolean' ? favourite : undefined,
    tags: isArray(tags) ? tags.flatMap((tag) => toText(tag) ?? []) : undefined,
  }
}

function extraOf(object: JsonObject): Findings['extra'] {
  const entries = Object.entries(object).filter(([key]) => !used.has(key))
  for (const key of ['batch', 'sequence']) {
    const value = member(object, key)
    if (value !== undefined && value !== null) entries.push([key, value])
  }
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
