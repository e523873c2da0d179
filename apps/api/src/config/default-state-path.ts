import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

interface Machine {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

const here = (): Machine => ({
  platform: process.platform,
  home: homedir(),
  environment: process.env,
})

/**
 * The folder for journal, index and caches where the system keeps such things: `$XDG_STATE_HOME` or `~/.local/state`, on macOS
 * `~/Library/Application Support`, on Windows `%LOCALAPPDATA%`. `XDG_STATE_HOME` counts everywhere.
 */
export function defaultStatePath({ platform, home, environment }: Machine = here()): string {
  const { join } = platform === 'win32' ? win32 : posix
  if (environment.XDG_STATE_HOME) return join(environment.XDG_STATE_HOME, 'darkroom')
  if (platform === 'win32') {
    return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'darkroom')
  }
  return platform === 'darwin'
    ? join(home, 'Library', 'Application Support', 'darkroom')
    : join(home, '.local', 'state', 'darkroom')
}
