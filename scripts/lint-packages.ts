import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { problemAffectsResolutionKind, problemKindInfo } from '@arethetypeswrong/core/problems'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/** Every package that is published is packed once, and looked at as users get it: in one process, for each look loads TypeScript. */
const packages = globSync('{apps,packages}/*/package.json')
  .map((path) => ({
    directory: join(path, '..'),
    manifest: JSON.parse(readFileSync(path, 'utf8')),
  }))
  .filter(({ manifest }) => manifest.private !== true)

/** The packages are ES modules: `require` and resolution as before `exports` are not for them. */
const resolutions = ['node16-esm', 'bundler'] as const

/** The first Node that has what a compiler does not lower. */
const since = {
  'Array.fromAsync': 22,
  'Map.groupBy': 22,
  'Object.groupBy': 22,
  'Promise.try': 24,
  'Promise.withResolvers': 22,
  'RegExp.escape': 24,
  'new AsyncDisposableStack': 24,
  'new DisposableStack': 24,
  'node:sqlite': 22,
} as const

const packed = mkdtempSync(join(tmpdir(), 'darkroom-packed-'))
const problems: string[] = []
try {
  const directories = packages.map(({ directory }) => `./${directory}`)
  const options = ['--json', '--ignore-scripts', '--pack-destination', packed]
  const list: readonly { name: string; filename: string }[] = JSON.parse(
    execFileSync('npm', ['pack', ...directories, ...options], { encoding: 'utf8' }),
  )
  for (const { manifest } of packages) {
    const entry = list.find(({ name }) => name === manifest.name)
    if (entry === undefined) throw new Error(`${manifest.name} was not packed`)
    const tarball = new Uint8Array(readFileSync(join(packed, entry.filename)))
    problems.push(
      ...(await lintManifest(tarball)),
      ...(await lintTypes(tarball)),
      ...lintReadme(tarball),
      ...lintNode(tarball),
    )
    console.log(`${manifest.name}: looked at`)
  }
} finally {
  rmSync(packed, { recursive: true })
}
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1

async function lintManifest(tarball: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const { messages, pkg } = await publint({ strict: true, pack: { tarball: tarball.buffer } })
  return messages
    .filter(({ type }) => type !== 'suggestion')
    .map((message) => `${pkg?.name}: ${formatMessage(message, pkg ?? {}) ?? message.code}`)
}

/** What a package uses although the oldest Node that it names does not have it. */
function lintNode(tarball: Uint8Array): string[] {
  const files = createPackageFromTarballData(tarball)
  const at = `/node_modules/${files.packageName}`
  const { engines } = JSON.parse(files.readFile(`${at}/package.json`))
  const oldest = Number.parseInt(String(engines?.node).replace('>=', ''), 10)
  const code = files
    .listFiles(`${at}/dist`)
    .filter((path) => path.endsWith('.js'))
    .map((path) => files.readFile(path))
    .join('\n')
  return Object.entries(since)
    .filter(([name, node]) => !(node <= oldest) && code.includes(name))
    .map(
      ([name, node]) =>
        `${files.packageName}: ${name} needs Node ${node}, engines says ${engines?.node}`,
    )
}

/** A relative link leads nowhere on the page of the package, unless its file was packed too. */
function lintReadme(tarball: Uint8Array): string[] {
  const files = createPackageFromTarballData(tarball)
  const at = (path: string): string => `/node_modules/${files.packageName}/${path}`
  const readme = files.readFile(at('README.md')).replaceAll(/```[\s\S]*?```/g, '')
  return [...readme.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^(?:[a-z]+:|#)/.test(link) && !files.fileExists(at(link)))
    .map((link) => `${files.packageName}: README.md links to ${link}, which is not in the package`)
}

async function lintTypes(tarball: Uint8Array): Promise<string[]> {
  const analysis = await checkPackage(createPackageFromTarballData(tarball))
  const { packageName } = analysis
  if (analysis.types === false) return [`${packageName}: no types are published`]
  return analysis.problems
    .filter((problem) =>
      resolutions.some((kind) => problemAffectsResolutionKind(problem, kind, analysis)),
    )
    .map(
      (problem) =>
        `${packageName}: ${problemKindInfo[problem.kind].title} ${JSON.stringify(problem)}`,
    )
}
