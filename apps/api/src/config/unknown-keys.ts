import { didYouMean, editDistance, nearestNames } from '@darkroom/foundation'
import { configSchema } from './config-schema.ts'

const keys = Object.keys(configSchema.shape)

type Values = Readonly<Record<string, string | undefined>>

/** The environment belongs to every program: there, only what is a slip of the pen away from one of our longer keys is taken for it. */
const maxSlips = 2
const longKey = 8

const isSlip = (key: string): boolean =>
  keys.some((ours) => ours.length >= longKey && editDistance(key.toUpperCase(), ours) <= maxSlips)

/** One sentence for each key that is not ours: all of a `.env` file, and those of the environment that are nearly ours. */
export function unknownKeyWarnings({
  environment,
  file,
}: {
  readonly environment: Values
  readonly file: Values
}): readonly string[] {
  const known = new Set(keys)
  const unknown = (values: Values): string[] =>
    Object.keys(values)
      .filter((key) => !known.has(key))
      .toSorted()
  return [
    ...unknown(file).map((key) => sentence(key, '.env')),
    ...unknown(environment)
      .filter(isSlip)
      .map((key) => sentence(key, 'the environment')),
  ]
}

const sentence = (key: string, place: string): string => {
  const proposal = didYouMean(nearestNames(key, keys, { limit: 1 }))
  return `${key} in ${place} is not a setting of Darkroom and is ignored${proposal || '; .env.example lists those that are.'}`
}
