import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { isMissing } from '@darkroom/foundation'
import { issueMessage } from '@darkroom/recipe'
import { ConfigError } from './config-error.ts'
import { configFileKey, readConfigFile } from './config-file.ts'
import { type Config, configSchema } from './config-schema.ts'
import { environmentName, type Layer, type Values } from './layer.ts'
import { secretKeys, withSecrets } from './secret-files.ts'
import { misplacedGallery } from './state-folders.ts'
import { unknownKeyWarnings } from './unknown-keys.ts'

export interface LoadedConfig {
  readonly config: Config
  /** Source of each set key: `environment`, `.env`, or a file by its path. A key that is not here has its default. */
  readonly sources: Readonly<Record<string, string>>
  /** One sentence for each key that looks meant for us and is not one of ours. */
  readonly warnings: readonly string[]
}

const secret: ReadonlySet<string> = new Set(secretKeys)

const shown = (key: string, value: string | undefined): string => {
  if (value === undefined) return '(not set)'
  return secret.has(key) ? `(${value.length} characters)` : JSON.stringify(value)
}

const readEnvFile = (directory: string): Layer => {
  try {
    return { name: '.env', values: parseEnv(readFileSync(join(directory, '.env'), 'utf8')) }
  } catch (error) {
    if (isMissing(error)) return { name: '.env', values: {} }
    throw new ConfigError([`.env in ${directory} cannot be read: ${String(error)}`], {
      cause: error,
    })
  }
}

/** Checks the values against the schema. An empty value counts as not set. The environment wins over the files, the first of them over the others. */
export function parseConfig(environment: Values, files: readonly Layer[] = []): LoadedConfig {
  return parseLayers([{ name: environmentName, values: environment }, ...files])
}

const sourceOf = (key: string, { name, secretFiles }: Layer): string =>
  secretFiles?.[key] ?? (name === environmentName ? 'environment' : name)

/** The place of a value, where it is not the environment, which needs no words. */
const placeOf = (source: string | undefined): string =>
  source === undefined || source === 'environment' ? '' : ` in ${source}`

function parseLayers(layers: readonly Layer[]): LoadedConfig {
  const values: Record<string, string> = {}
  const sources: Record<string, string> = {}
  for (const key of Object.keys(configSchema.shape)) {
    const layer = layers.find((each) => each.values[key])
    const value = layer?.values[key]
    if (layer === undefined || value === undefined) continue
    values[key] = value
    sources[key] = sourceOf(key, layer)
  }
  const result = configSchema.safeParse(values)
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map((issue) => {
        const key = String(issue.path[0])
        return `${key}=${shown(key, values[key])}${placeOf(sources[key])}: ${issueMessage(issue)}`
      }),
    )
  }
  const { WEBHOOK_HOSTS: hosts, WEBHOOK_SECRET: secrets } = result.data
  if (hosts.length > 0 && secrets.length === 0) {
    throw new ConfigError([
      `WEBHOOK_HOSTS=${shown('WEBHOOK_HOSTS', values.WEBHOOK_HOSTS)}: needs WEBHOOK_SECRET, with which what is sent is signed`,
    ])
  }
  const { GALLERY_STORAGE_PATH: gallery, STATE_PATH: state, SHARED_STATE_PATH } = result.data
  const problem =
    misplacedGallery(gallery, state) ??
    (SHARED_STATE_PATH && misplacedGallery(gallery, SHARED_STATE_PATH, 'SHARED_STATE_PATH'))
  if (problem !== undefined) {
    throw new ConfigError([`GALLERY_STORAGE_PATH=${JSON.stringify(gallery)}: ${problem}`])
  }
  return { config: result.data, sources, warnings: unknownKeyWarnings(layers) }
}

/**
 * Reads the environment, the `.env` file in `directory`, the file that `DARKROOM_CONFIG` names in one of them, and the files of secrets.
 *
 * @throws ConfigError when a value is wrong.
 */
export async function loadConfig({
  environment = process.env,
  directory = process.cwd(),
}: {
  environment?: Values
  directory?: string
} = {}): Promise<LoadedConfig> {
  const layers = [{ name: environmentName, values: environment }, readEnvFile(directory)]
  const file = layers.map(({ values }) => values[configFileKey]).find((path) => path)
  const all = file === undefined ? layers : [...layers, await readConfigFile(file)]
  return parseLayers(all.map(withSecrets))
}
