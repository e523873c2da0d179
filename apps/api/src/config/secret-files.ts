import { ConfigError } from './config-error.ts'
import type { configSchema } from './config-schema.ts'
import type { Layer } from './layer.ts'
import { readText } from './read-text.ts'

/** Settings that are never shown, and that a file may have: one for each, as Docker and Kubernetes hand secrets over. */
export const secretKeys = [
  'QUEUE',
  'WEBHOOK_SECRET',
  'API_TOKEN',
  'SCENE_PRODUCER_API_KEY',
] as const satisfies readonly (keyof typeof configSchema.shape)[]

/** `API_TOKEN_FILE` is the path of a file that has the `API_TOKEN`. */
export const fileKey = (key: string): string => `${key}_FILE`

type Read = { readonly key: string; readonly path: string; readonly value: string }

function readSecret(key: string, { name, values }: Layer): Read | string | undefined {
  const path = values[fileKey(key)]
  if (path === undefined || path === '') return undefined
  if (values[key])
    return `${key} and ${fileKey(key)} are both set in ${name}; leave one of them out.`
  const told = `${fileKey(key)}=${JSON.stringify(path)} in ${name}`
  const read = readText(path)
  if ('reason' in read) return `${told}: cannot be read, ${read.reason}`
  const value = read.text.trimEnd()
  return value === '' ? `${told}: is empty` : { key, path, value }
}

/**
 * Puts the secrets in the place of the files that have them. White space at their end is no part of them, for editors end each file with a new line.
 * @throws ConfigError
 */
export function withSecrets(layer: Layer): Layer {
  const found = secretKeys.map((key) => readSecret(key, layer))
  const problems = found.filter((item) => typeof item === 'string')
  if (problems.length > 0) throw new ConfigError(problems)
  const secrets = found.filter((item) => typeof item === 'object')
  const names = new Set<string>(secretKeys.map(fileKey))
  return {
    name: layer.name,
    values: {
      ...Object.fromEntries(Object.entries(layer.values).filter(([key]) => !names.has(key))),
      ...Object.fromEntries(secrets.map(({ key, value }) => [key, value])),
    },
    secretFiles: Object.fromEntries(secrets.map(({ key, path }) => [key, path])),
  }
}
