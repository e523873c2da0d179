// Starts what `npm start`, `npm run demo` and their like name; it runs on any Node that npm runs on.
//   node scripts/launch.mjs start|demo|dev|simulator|chaos|bench [ARGUMENT …]
//   node scripts/launch.mjs pnpm ARGUMENT …
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chooseNode } from './launch/choose-node.mjs'
import { pnpm, toolEnvironment } from './launch/pnpm.mjs'
import { programs } from './launch/programs.mjs'
import { runChild } from './launch/run-child.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Whether this is a Linux without glibc, whose programs do not start there. */
const isMusl = () =>
  process.platform === 'linux' &&
  process.report.getReport().header.glibcVersionRuntime === undefined

const chooseHere = () =>
  chooseNode({
    platform: process.platform,
    arch: process.arch,
    isMusl: isMusl(),
    version: process.version,
  })

const nodePath = ({ packageName }) =>
  packageName === undefined
    ? process.execPath
    : join(
        root,
        'node_modules',
        packageName,
        'bin',
        process.platform === 'win32' ? 'node.exe' : 'node',
      )

const runPnpm = (args, options) => {
  const { command, args: all, shell } = pnpm(args)
  return runChild(command, all, { cwd: root, env: toolEnvironment, shell, ...options })
}

/** Installs and builds what is not there or not new, in silence; what the tools print is shown when they fail. */
async function prepare(task) {
  if (process.stderr.isTTY) {
    process.stderr.write('Preparing (half a minute the first time, a second or two later) …\n')
  }
  const printed = []
  const status = await runPnpm(task, { onOutput: (chunk) => printed.push(chunk) })
  if (status !== 0) process.stderr.write(Buffer.concat(printed))
  return status
}

async function runProgram({ build, arguments: args }, rest) {
  const node = chooseHere()
  if (node.problem !== undefined) {
    process.stderr.write(`${node.problem}\n`)
    return 1
  }
  const task =
    build === undefined
      ? ['install', '--frozen-lockfile']
      : [
          'exec',
          'turbo',
          'build',
          '--output-logs=errors-only',
          ...build.map((filter) => `--filter=${filter}`),
        ]
  const status = await prepare(task)
  return status === 0 ? runChild(nodePath(node), [...args, ...rest], { cwd: root }) : status
}

const [name = '', ...rest] = process.argv.slice(2)
if (name === 'pnpm') process.exitCode = await runPnpm(rest)
else if (Object.hasOwn(programs, name)) process.exitCode = await runProgram(programs[name], rest)
else {
  process.stderr.write(
    `There is no "${name}" to start; there are ${Object.keys(programs).join(', ')}.\n`,
  )
  process.exitCode = 2
}
