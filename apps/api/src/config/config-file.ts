import type { TomlError } from 'smol-toml'
import { ConfigError } from './config-error.ts'
import type { Layer } from './layer.ts'
import { readText } from './read-text.ts'

/** Name of the variable that has the path of the file. */
export const configFileKey = 'DARKROOM_CONFIG'

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** A value as the environment would have it, or what is wrong with it. */
function toText(value: unknown): { readonly text: string } | { readonly problem: string } {
  if (isScalar(value)) return { text: String(value) }
  if (!Array.isArray(value)) {
    return { problem: 'must be text, a number, true, false or a list; there are no tables' }
  }
  if (!value.every(isScalar)) return { problem: 'must be a list of texts' }
  const items = value.map(String)
  return items.some((item) => item.includes(','))
    ? { problem: 'must be a list of texts without commas' }
    : { text: items.join(',') }
}

/** Without the lines of the file that the parser shows: a secret may be in them. */
const reasonOf = ({ message, line, column }: TomlError): string =>
  `${message.split('\n')[0]} (line ${line}, column ${column})`

/**
 * Reads a file of settings: TOML with the keys of the environment, and numbers, `true` and lists beside texts.
 * @throws ConfigError
 */
export async function readConfigFile(path: string): Promise<Layer> {
  const read = readText(path)
  if ('reason' in read) {
    throw new ConfigError([
      `${configFileKey}=${JSON.stringify(path)}: cannot be read, ${read.reason}`,
    ])
  }
  // Only who has such a file needs it.
  const { parse, TomlError } = await import('smol-toml')
  try {
    return { name: path, values: valuesIn(parse(read.text), path) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    throw new ConfigError([`${path} cannot be understood: ${reasonOf(error)}`], { cause: error })
  }
}

function valuesIn(table: Readonly<Record<string, unknown>>, path: string): Record<string, string> {
  const values: Record<string, string> = {}
  const problems: string[] = []
  for (const [key, value] of Object.entries(table)) {
    const item = toText(value)
    if ('text' in item) values[key] = item.text
    else problems.push(`${key} in ${path}: ${item.problem}`)
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return values
}
