import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LoadedConfig, loadConfig } from '@darkroom/api'

/** Variables of the containers that are Node's. */
const ofNode = new Set(['NODE_COMPILE_CACHE'])

/** Files as a container would have them, by their paths in it. */
export type Mounted = Readonly<Record<string, string>>

/**
 * Loads settings as a container has them, whose files are written elsewhere for that. What is none of our settings is in `unknown`.
 * @throws ConfigError
 */
export async function loadAsContainer(
  environment: Readonly<Record<string, string>>,
  files: Mounted = {},
): Promise<LoadedConfig & { readonly unknown: readonly string[] }> {
  const root = await mkdtemp(join(tmpdir(), 'darkroom-settings-'))
  try {
    const places = new Map<string, string>()
    for (const [index, [path, text]] of Object.entries(files).entries()) {
      const place = join(root, `${index}-${path.split('/').at(-1)}`)
      await writeFile(place, text)
      places.set(path, place)
    }
    const moved = Object.entries(environment).map(([key, value]) => [
      key,
      places.get(value) ?? value,
    ])
    // Of a .env file all that is not ours is told.
    const lines = moved.map(([key, value]) => `${key}='${value}'\n`)
    await writeFile(join(root, '.env'), lines.join(''))
    const loaded = await loadConfig({ environment: {}, directory: root })
    const unknown = loaded.warnings.filter((line) => !ofNode.has(line.split(' ')[0] ?? ''))
    return { ...loaded, unknown }
  } finally {
    await rm(root, { recursive: true })
  }
}
