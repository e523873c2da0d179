import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runDev } from './run-dev.ts'

const run = promisify(execFile)

/** Says that it runs by a line in a file, with what its part says, and lives until it is stopped. */
const program = `
  import { appendFileSync, readFileSync } from 'node:fs'
  import { part } from '../../../packages/part/src/deep/part.mjs'
  appendFileSync('runs.log', part + '\\n')
  process.once('SIGTERM', () => process.exit(0))
  setInterval(() => {}, 1000)
`
const part = (text: string): string => `export const part = ${JSON.stringify(text)}\n`

const files = {
  'apps/api/src/main.mjs': program,
  'packages/part/src/deep/part.mjs': part('one'),
  'packages/part/src/deep/loaded-by-name-worker.ts': '// a child process loads it\n',
  'packages/part/src/deep/part.test.ts': '',
  'packages/other/src/other.ts': '',
}

const repository = async () => {
  const root = await mkdtemp(join(tmpdir(), 'darkroom-dev-'))
  onTestFinished(() => rm(root, { recursive: true, force: true, maxRetries: 10 }))
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(join(root, dirname(path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  for (const [path, text] of Object.entries(files)) await write(path, text)
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd: root })
  await git('init', '--quiet')
  await git('add', '.')
  await git('commit', '--quiet', '-m', 'one')
  const runs = async (): Promise<string[]> =>
    (await readFile(join(root, 'runs.log'), 'utf8').catch(() => '')).split('\n').slice(0, -1)
  return { root, write, git, runs }
}

test('a checkout, a file renamed into place, a new and a removed file start the program anew, once each', async () => {
  const { root, write, git, runs } = await repository()
  const printed: string[] = []
  const dev = await runDev({
    root,
    folders: ['apps', 'packages'],
    programs: [
      {
        name: 'program',
        args: ['apps/api/src/main.mjs'],
        environment: process.env,
        uses: (path) => !path.startsWith('packages/other/'),
      },
    ],
    print: (line) => printed.push(line),
  })
  await using _dev = dev
  const ran = (expected: readonly string[]) =>
    vi.waitFor(async () => expect(await runs()).toEqual(expected), { timeout: 20_000 })
  await ran(['one'])

  await write('packages/part/src/deep/part.mjs', part('two'))
  await ran(['one', 'two'])
  // Git removes the file and makes it anew.
  await git('checkout', '--quiet', '--', '.')
  await ran(['one', 'two', 'one'])
  // As editors save: under another name, then renamed. The file is another one for the system.
  await write('packages/part/src/deep/part.mjs.tmp', part('three'))
  const path = join(root, 'packages/part/src/deep/part.mjs')
  await rename(`${path}.tmp`, path)
  await ran(['one', 'two', 'one', 'three'])
  await write('packages/part/src/deep/part.mjs.tmp', part('four'))
  await rename(`${path}.tmp`, path)
  await ran(['one', 'two', 'one', 'three', 'four'])
  // What no import leads to is watched like the rest; tests and what belongs to another program are not.
  await write('packages/part/src/deep/part.test.ts', '// another test\n')
  await write('packages/other/src/other.ts', '// another program\n')
  await rm(join(root, 'packages/part/src/deep/loaded-by-name-worker.ts'))
  await ran(['one', 'two', 'one', 'three', 'four', 'four'])
  expect(printed.join('\n')).not.toMatch(/test\.ts|other\.ts/)
})

test('a program that ends by itself is started again by the next change', async () => {
  const { root, write, runs } = await repository()
  await write('packages/part/src/deep/part.mjs', 'no JavaScript')
  const printed: string[] = []
  await using _dev = await runDev({
    root,
    folders: ['apps', 'packages'],
    programs: [
      {
        name: 'program',
        args: ['apps/api/src/main.mjs'],
        environment: process.env,
        uses: () => true,
      },
    ],
    print: (line) => printed.push(line),
  })
  await vi.waitFor(() => expect(printed.join()).toContain('The program ended (1)'), {
    timeout: 20_000,
  })
  await write('packages/part/src/deep/part.mjs', part('mended'))
  await vi.waitFor(async () => expect(await runs()).toEqual(['mended']), { timeout: 20_000 })
})
