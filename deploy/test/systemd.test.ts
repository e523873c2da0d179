import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { repository } from './image/build-context.ts'
import { readText } from './read-yaml.ts'
import { loadAsContainer } from './settings.ts'

const path = 'deploy/systemd/darkroom.service'
const unit = readText(path)

/** The values of a key, in order. */
const valuesOf = (key: string): string[] =>
  [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value)

/** Those of the environment, one by one, with those that are commented out. */
const environment = Object.fromEntries(
  [...unit.matchAll(/^(?:# )?Environment=(.*)$/gm)]
    .flatMap(([, value = '']) => value.split(' '))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
)

test('the unit names settings of ours, and folders that systemd makes and lets it write', async () => {
  const { config, unknown } = await loadAsContainer(environment, {
    '/etc/darkroom/darkroom.toml': '',
    '%d/api_token': 'a-token-of-many-letters',
  })
  expect(unknown).toEqual([])
  const folders = valuesOf('StateDirectory').flatMap((value) => value.split(' '))
  const made = folders.map((name) => `/var/lib/${name}`)
  expect(made).toEqual(expect.arrayContaining([config.GALLERY_STORAGE_PATH, config.STATE_PATH]))
  expect(valuesOf('WorkingDirectory')).toEqual([made[0]])
  expect(environment.NODE_COMPILE_CACHE).toBe(`/var/cache/${valuesOf('CacheDirectory')[0]}`)
  expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(config.SHUTDOWN_GRACE_SECONDS)
})

test('it starts the program where the build of this repository puts it', () => {
  const [node, program] = valuesOf('ExecStart')[0]?.split(' ') ?? []
  expect(node).toBe('/usr/bin/node')
  expect(program?.replace('/opt/darkroom/', '')).toBe('apps/api/dist/main.js')
})

/** The tools of systemd say by their status whether all is well; they need no systemd that runs. */
const analyze = (...args: string[]) =>
  spawnSync('systemd-analyze', args, { cwd: repository, encoding: 'utf8' })

const hasSystemd = analyze('--version').status === 0
if (!hasSystemd) console.log('There is no systemd-analyze: the unit is not verified by it.')

test.runIf(hasSystemd)('systemd understands every line of the unit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-unit-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const verify = (text: string) => {
    const file = join(folder, 'darkroom.service')
    // The program lies elsewhere on this machine.
    writeFileSync(file, text.replace(/^ExecStart=.*/m, `ExecStart=${process.execPath} main.js`))
    return analyze('verify', '--man=no', file).stderr
  }
  expect(verify(unit)).toBe('')
  expect(verify(unit.replace('ProtectClock=', 'ProtectClocks='))).toContain('ProtectClocks')
})

test.runIf(hasSystemd)('systemd finds little that the service could do to the machine', () => {
  const { status, stdout } = analyze('security', '--offline=true', '--threshold=20', path)
  expect([status, stdout.trim().split('\n').at(-1)]).toEqual([0, expect.any(String)])
})
