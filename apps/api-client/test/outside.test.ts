import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, parseConfig, startDarkroom } from '@darkroom/api'
import { createSimulator } from '@darkroom/comfy-simulator'
import { startPostgres } from '@darkroom/test-postgres'
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  createOutsideProject,
  NoRegistryError,
  type OutsideProject,
  publishedPackages,
  takeExamples,
} from './outside-project.ts'

const madeSchema = z.object({
  node: z.string(),
  comfyClient: z.string(),
  urls: z.record(z.string(), z.string()),
})

async function startAll(stack: AsyncDisposableStack) {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-outside-data-'))
  stack.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const simulator = stack.use(await createSimulator({ paint: 'plain' }))
  const { config } = parseConfig({
    BACKEND_HOST: '127.0.0.1',
    BACKEND_PORT: '0',
    COMFYUI_API_URL: simulator.url,
    GALLERY_STORAGE_PATH: join(folder, 'gallery'),
    STATE_PATH: join(folder, 'state'),
    LOG_LEVEL: 'silent',
  })
  const darkroom = stack.use(
    await startDarkroom({ config, log: await createLog(config.LOG_LEVEL) }),
  )
  return { simulator, darkroom }
}

/** The package whose example needs a database. */
const databaseExample = 'job-queue-postgres'

async function startDatabase(stack: AsyncDisposableStack): Promise<string | undefined> {
  const postgres = await startPostgres()
  if (postgres === undefined)
    console.info(`No PostgreSQL here: the example of ${databaseExample} is not run`)
  return postgres && stack.use(postgres).createDatabase()
}

async function installed(): Promise<OutsideProject | undefined> {
  try {
    return await createOutsideProject()
  } catch (error) {
    if (error instanceof NoRegistryError) return undefined
    throw error
  }
}

/** What an example is told: a picture to read, or the server that it is for. */
function argumentOf(
  library: string,
  {
    picture,
    simulator,
    darkroom,
  }: Record<'simulator' | 'darkroom', { url: string }> & { picture: string },
): string {
  if (library === 'image-metadata' || library === 'media-container') return picture
  return library === 'mcp-server' ? `${darkroom.url}/mcp` : simulator.url
}

test('a project outside installs the packages, generates clients, compiles, and makes pictures with all of them on Node 22', async ({
  skip,
}) => {
  await using stack = new AsyncDisposableStack()
  const [{ simulator, darkroom }, project] = await Promise.all([startAll(stack), installed()])
  if (project === undefined) return skip('the npm registry cannot be reached')
  stack.use(project)
  const document = await (await fetch(`${darkroom.url}/openapi.json`)).text()
  await writeFile(join(project.path, 'openapi.json'), document)
  const database = await startDatabase(stack)
  const env = {
    DARKROOM_URL: darkroom.url,
    COMFYUI_API_URL: simulator.url,
    ...(database === undefined ? {} : { DATABASE_URL: database }),
  }
  const [examples] = await Promise.all([
    takeExamples(project),
    project.tool('.bin/openapi-typescript', [
      'openapi.json',
      '-o',
      'src/generated/openapi-typescript.ts',
      // A field with a default may be left out of a body.
      '--default-non-nullable=false',
    ]),
    project.tool('.bin/openapi-ts', [
      '-i',
      'openapi.json',
      '-o',
      'src/generated/hey-api',
      '-c',
      '@hey-api/client-fetch',
    ]),
    project.tool('.bin/orval', ['--config', 'orval.config.ts'], env),
  ])
  // The native compiler is the quick one; the generators need the one before it.
  await project.tool('typescript-7/bin/tsc', [])

  const made = madeSchema.parse(JSON.parse(await project.run(22, 'out/main.js', [], env)))
  expect(made.node).toMatch(/^v22\./)
  expect(made.comfyClient).toBe('PNG')
  expect(Object.keys(made.urls)).toEqual(['hc', 'openapi-typescript', 'hey-api', 'orval'])
  for (const [client, url] of Object.entries(made.urls)) {
    const picture = await fetch(new URL(url, darkroom.url))
    expect([client, picture.headers.get('content-type')]).toEqual([client, 'image/png'])
    const found = await fetch(`${darkroom.url}/api/gallery?keyword=${client}`)
    expect(await found.json()).toHaveLength(1)
  }

  const picture = join(project.path, 'picture.png')
  const [url = ''] = Object.values(made.urls)
  await writeFile(
    picture,
    new Uint8Array(await (await fetch(new URL(url, darkroom.url))).arrayBuffer()),
  )
  const floors = new Map(
    (await publishedPackages()).map(({ name, engines }) => [
      name.replace('@darkroom/', ''),
      Number.parseInt(engines?.node.replace('>=', '') ?? '', 10),
    ]),
  )
  const runOn = async (version: 20 | 22): Promise<string[]> => {
    const told: string[] = []
    for (const example of examples) {
      const [, library = ''] = example.split(/[\\/]/)
      if (library === databaseExample && database === undefined) continue
      if ((floors.get(library) ?? version + 1) > version) continue
      const args = [argumentOf(library, { picture, simulator, darkroom })]
      const compiled = join('out', example.replace(/ts$/, 'js'))
      expect(await project.run(version, compiled, args, env)).toMatch(/\S/)
      told.push(`${library} on ${version}`)
    }
    return told
  }
  const told = (await Promise.all([runOn(20), runOn(22)])).flat()
  const pure = [
    'comfy-graph',
    'foundation',
    'image-metadata',
    'media-container',
    'prompt-templates',
    'recipe',
    'workflow-builder',
    'workflow-converter',
  ]
  expect(told).toEqual(expect.arrayContaining(pure.map((library) => `${library} on 20`)))
  if (database === undefined) floors.delete(databaseExample)
  expect(new Set(told.filter((each) => each.endsWith('on 22'))).size).toBe(floors.size)
}, 600_000)
