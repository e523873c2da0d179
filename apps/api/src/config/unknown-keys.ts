import { didYouMean, editDistance, nearestNames } from '@darkroom/foundation'
import { configFileKey } from './config-file.ts'
import { configSchema } from './config-schema.ts'
import { environmentName, type Layer } from './layer.ts'
import { fileKey, secretKeys } from './secret-files.ts'

const keys = [...Object.keys(configSchema.shape), ...secretKeys.map(fileKey), configFileKey]
const known = new Set(keys)

/** The environment belongs to every program: there, only what is a slip of the pen away from one of our longer keys is taken for it. */
const maxSlips = 2
const longKey = 8

const isSlip = (key: string): boolean =>
  keys.some((ours) => ours.length >= longKey && editDistance(key.toUpperCase(), ours) <= maxSlips)

const unknownIn = ({ name, values }: Layer): readonly string[] => {
  const unknown = Object.keys(values)
    .filter((key) => !known.has(key))
    .toSorted()
  return name === environmentName ? unknown.filter(isSlip) : unknown
}

/** One sentence for each key that is not ours: all of the files, and those of the environment that are nearly ours. */
export const unknownKeyWarnings = (layers: readonly Layer[]): readonly string[] =>
  layers.toReversed().flatMap((layer) => unknownIn(layer).map((key) => sentence(key, layer.name)))

const sentence = (key: string, place: string): string => {
  const proposal = didYouMean(nearestNames(key, keys, { limit: 1 }))
  return `${key} in ${place} is not a setting of Darkroom and is ignored${proposal || '; .env.example lists those that are.'}`
}
