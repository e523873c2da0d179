import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const root = join(import.meta.dirname, '../../..')

/** The Nodes that are tried, as packages: each holds one binary for this system. */
const platform = process.platform === 'win32' ? 'win' : process.platform
const nodes = {
  20: `npm:node-${platform}-${process.arch}@20.20.2`,
  22: `npm:node-${platform}-${process.arch}@22.23.3`,
} as const
type NodeVersion = keyof typeof nodes

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  private: z.boolean().default(false),
  engines: z.object({ node: z.string() }).optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
})
type Manifest = z.infer<typeof manifestSchema>

const readManifest = async (folder: string): Promise<Manifest> =>
  manifestSchema.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))

/** Every package that is published, with its folder. */
export async function publishedPackages(): Promise<(Manifest & { readonly folder: string })[]> {
  const folders = (await readdir(join(root, 'packages'))).map((name) =>
    join(root, 'packages', name),
  )
  const all = [join(root, 'apps/api-client'), ...folders]
  const found = await Promise.all(
    all.map(async (folder) => ({ ...(await readManifest(folder)), folder })),
  )
  return found.filter((each) => !each.private)
}

export interface OutsideProject extends AsyncDisposable {
  readonly path: string
  /** Runs a program of the project's packages with our Node, where generators and compilers are used. */
  tool(name: string, args: readonly string[], env?: Record<string, string>): Promise<string>
  /** Runs a compiled file of the project with another Node. */
  run(
    version: NodeVersion,
    file: string,
    args?: readonly string[],
    env?: Record<string, string>,
  ): Promise<string>
}

const run = promisify(execFile)

/** What a program prints; when it fails, its error says all of that, for compilers tell their problems there. */
async function outputOf(
  file: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  try {
    return (await run(file, args, { ...options, maxBuffer: 2 ** 24 })).stdout
  } catch (error) {
    const printed = error instanceof Error && 'stdout' in error ? error.stdout : ''
    throw new Error(`${file} ${args.join(' ')} failed: ${printed}`, { cause: error })
  }
}

/** Runs pnpm as the scripts of the repository do. */
const pnpm = (args: readonly string[], cwd: string) =>
  run('npx', ['--yes', 'pnpm@12.21.0', ...args], { cwd, maxBuffer: 2 ** 24 })

/** The registry is not there: nothing that we could mend. */
export class NoRegistryError extends Error {
  override readonly name = 'NoRegistryError'
}

/**
 * Packs every published package, and installs them in a project that knows nothing of this repository.
 * @throws NoRegistryError
 */
export async function createOutsideProject(): Promise<OutsideProject> {
  const path = await mkdtemp(join(tmpdir(), 'darkroom-outside-'))
  const packages = await publishedPackages()
  await cp(join(import.meta.dirname, 'outside'), path, { recursive: true })
  await mkdir(join(path, 'packed'))
  const filters = packages.map(({ name }) => `--filter=${name}`)
  await pnpm([...filters, '-r', 'pack', '--pack-destination', join(path, 'packed')], root)
  const packed = Object.fromEntries(
    packages.map(({ name, version }) => [
      name,
      `file:./packed/${name.slice(1).replace('/', '-')}-${version}.tgz`,
    ]),
  )
  const project = await readManifest(path)
  const dependencies = {
    ...project.dependencies,
    ...packed,
    'node-20': nodes[20],
    'node-22': nodes[22],
  }
  await writeFile(join(path, 'package.json'), JSON.stringify({ ...project, dependencies }))
  // The packages name one another by version, which the registry does not have yet.
  const overrides = Object.entries(packed).map(([name, file]) => `  "${name}": "${file}"`)
  const settings = ['overrides:', ...overrides, 'allowBuilds:', '  esbuild: false', '']
  await writeFile(join(path, 'pnpm-workspace.yaml'), settings.join('\n'))
  try {
    await pnpm(['install', '--prefer-offline', '--no-frozen-lockfile'], path)
  } catch (error) {
    const told =
      error instanceof Error && 'stdout' in error ? `${error.message}${error.stdout}` : ''
    if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|META_FETCH_FAIL|NO_OFFLINE/.test(told))
      throw error
    throw new NoRegistryError('The npm registry does not answer', { cause: error })
  }
  return {
    path,
    tool: async (name, args, env = {}) => {
      const file = join(path, 'node_modules', name)
      return await outputOf(file, args, { cwd: path, env: { ...process.env, ...env } })
    },
    run: async (version, file, args = [], env = {}) => {
      const node = join(path, 'node_modules', `node-${version}`, 'bin/node')
      const options = { cwd: path, env: { ...process.env, NODE_OPTIONS: '', ...env } }
      return await outputOf(node, [file, ...args], options)
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Takes the examples of the installed packages into the project, to be compiled as a user would. */
export async function takeExamples({ path }: OutsideProject): Promise<readonly string[]> {
  const taken = await Promise.all(
    (await publishedPackages()).map(async ({ name }) => {
      const from = join(path, 'node_modules', name, 'examples')
      const folder = join('examples', name.replace('@darkroom/', ''))
      await cp(from, join(path, 'src', folder), { recursive: true })
      const files = await readdir(from)
      // The compiler leaves these where they are.
      for (const file of files.filter((each) => each.endsWith('.mjs'))) {
        await cp(join(from, file), join(path, 'out', folder, file))
      }
      return files.filter((each) => each.endsWith('.ts')).map((each) => join(folder, each))
    }),
  )
  return taken.flat()
}
