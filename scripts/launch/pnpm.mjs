import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const { devEngines } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
)

/**
 * The command that runs pnpm in the version that package.json names, on any machine that has npm. `npm_execpath` is where the npm
 * lies that runs us; through it no shell is needed, on Windows neither.
 *
 * @param {readonly string[]} args
 * @returns {{ command: string, args: readonly string[], shell?: boolean }}
 */
export function pnpm(args) {
  const { name, version } = devEngines.packageManager
  const all = ['exec', '--yes', '--', `${name}@${version}`, ...args]
  const npm = process.env.npm_execpath
  if (npm?.endsWith('npm-cli.js')) return { command: process.execPath, args: [npm, ...all] }
  const isWindows = process.platform === 'win32'
  return { command: isWindows ? 'npm.cmd' : 'npm', args: all, shell: isWindows }
}

/**
 * The environment of the tools: without their telemetry, and with a place where Node keeps what it has compiled. Tests start hundreds of
 * processes and threads from TypeScript; with it each starts in half the time.
 */
export const toolEnvironment = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)),
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
}
