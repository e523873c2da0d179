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
 * Reads Darkroom's own sidecar, `darkroom/1`. An empty word in it is empty by request, not unknown. A sidecar with only
 * favourite and tags says nothing about how the picture was made.
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
    tags: ownTags(object),
    batchId: toText(member(objectAt(object, 'batch'), 'id')),
    sequenceId: toText(member(sequence, 'id')),
    frameNumber: toNumber(member(sequence, 'frame_number')),
    extra: extraOf(object),
  }
}

function isRecipe(object: JsonObject): boolean {
  return Object.hasOwn(object, 'prompt') || Object.hasOwn(object, 'request_id')
}

/** Reads a person's remarks on the picture, which any JSON sidecar may have. */
export function readPersonal(object: JsonObject): Findings {
  const favourite = member(object, 'favourite')
  const tags = member(object, 'tags')
  return {
    favourite: typeof favourite === 'boolean' ? favourite : undefined,
    tags: isArray(tags) ? tags.flatMap((tag) => toText(tag) ?? []) : undefined,
  }
}

/** Our own tags are what a person wrote, also where it is a word that other tools write for nothing. */
function ownTags(object: JsonObject): Findings['tags'] {
  const tags = member(object, 'tags')
  if (!isArray(tags)) return undefined
  return tags.filter((tag) => typeof tag === 'string' && tag.trim() !== '').map(String)
}

function extraOf(object: JsonObject): Findings['extra'] {
  const entries = Object.entries(object).filter(([key]) => !used.has(key))
  for (const key of ['batch', 'sequence']) {
    const value = member(object, key)
    if (value !== undefined && value !== null) entries.push([key, value])
  }
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}
