import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { isMissing } from '@darkroom/foundation'
import { issueMessage } from '@darkroom/recipe'
import { type Config, configSchema } from './config-schema.ts'
import { misplacedGallery } from './state-folders.ts'
import { unknownKeyWarnings } from './unknown-keys.ts'

/** The configuration is wrong: `problems` has one line for each wrong value, naming key and value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[], options?: { cause?: unknown }) {
    super(`The configuration is wrong:\n${problems.map((line) => `  ${line}`).join('\n')}`, options)
    this.problems = problems
  }
}

export interface LoadedConfig {
  readonly config: Config
  /** Source of each set key; a key that is not here has its default. */
  readonly sources: Readonly<Record<string, 'environment' | '.env'>>
  /** One sentence for each key that looks meant for us and is not one of ours. */
  readonly warnings: readonly string[]
}

type Values = Readonly<Record<string, string | undefined>>

const secretKeys: ReadonlySet<string> = new Set([
  'API_TOKEN',
  'SCENE_PRODUCER_API_KEY',
  'WEBHOOK_SECRET',
])

const shown = (key: string, value: string | undefined): string => {
  if (value === undefined) return '(not set)'
  return secretKeys.has(key) ? `(${value.length} characters)` : JSON.stringify(value)
}

const readEnvFile = (directory: string): Values => {
  try {
    return parseEnv(readFileSync(join(directory, '.env'), 'utf8'))
  } catch (error) {
    if (isMissing(error)) return {}
    throw new ConfigError([`.env in ${directory} cannot be read: ${String(error)}`], {
      cause: error,
    })
  }
}

/** Checks the values against the schema. An empty value counts as not set. The environment wins over the file. */
export function parseConfig(environment: Values, file: Values = {}): LoadedConfig {
  const values: Record<string, string> = {}
  const sources: Record<string, 'environment' | '.env'> = {}
  for (const key of Object.keys(configSchema.shape)) {
    const value = environment[key] || file[key]
    if (value === undefined || value === '') continue
    values[key] = value
    sources[key] = environment[key] ? 'environment' : '.env'
  }
  const result = configSchema.safeParse(values)
  if (result.success) {
    const { WEBHOOK_HOSTS: hosts, WEBHOOK_SECRET: secrets } = result.data
    if (hosts.length > 0 && secrets.length === 0) {
      throw new ConfigError([
        `WEBHOOK_HOSTS=${shown('WEBHOOK_HOSTS', values.WEBHOOK_HOSTS)}: needs WEBHOOK_SECRET, with which what is sent is signed`,
      ])
    }
    const { GALLERY_STORAGE_PATH: gallery, STATE_PATH: state } = result.data
    const problem = misplacedGallery(gallery, state)
    if (problem !== undefined) {
      throw new ConfigError([`GALLERY_STORAGE_PATH=${JSON.stringify(gallery)}: ${problem}`])
    }
    return { config: result.data, sources, warnings: unknownKeyWarnings({ environment, file }) }
  }
  throw new ConfigError(
    result.error.issues.map((issue) => {
      const key = String(issue.path[0])
      return `${key}=${shown(key, values[key])}: ${issueMessage(issue)}`
    }),
  )
}

/**
 * Reads the environment and the `.env` file in `directory`.
 *
 * @throws ConfigError when a value is wrong.
 */
export function loadConfig({
  environment = process.env,
  directory = process.cwd(),
}: {
  environment?: Values
  directory?: string
} = {}): LoadedConfig {
  return parseConfig(environment, readEnvFile(directory))
}
