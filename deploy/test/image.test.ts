import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { freePort, lineOf } from './darkroom-process.ts'
import { repository } from './image/build-context.ts'
import { buildImages, type FolderImage } from './image/folder-image.ts'
import { readDockerfile } from './image/read-dockerfile.ts'
import { putNode, runInImage } from './image/run-image.ts'

let root = ''
let images: ReadonlyMap<string, FolderImage> = new Map()
const image = (name: string): FolderImage => {
  const found = images.get(name)
  if (found === undefined) throw new Error(`There is no stage ${name}.`)
  return found
}

/** Where turbo keeps what it has built, for every worktree; an image is then built in seconds. */
const turboCache = (): string => {
  const git = ['rev-parse', '--path-format=absolute', '--git-common-dir']
  const folder = execFileSync('git', git, { cwd: repository, encoding: 'utf8' }).trim()
  return join(dirname(folder), '.turbo/cache')
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'darkroom-image-'))
  // For the user of the image as well.
  await chmod(root, 0o755)
  const stages = readDockerfile(await readFile(join(repository, 'Dockerfile'), 'utf8'))
  images = await buildImages(stages, {
    root,
    environment: { ...process.env, CI: 'true', TURBO_CACHE_DIR: turboCache() },
  })
  for (const name of ['darkroom', 'simulator']) await putNode(image(name))
}, 600_000)
afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 5 }))

const killed = (child: ChildProcess): ChildProcess => {
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

const statusSchema = z.object({ status: z.string(), image_url: z.string().optional() })

test('the image of Darkroom makes a picture with that of the simulator, as its user, and ends when it is told to', async () => {
  const simulator = killed(
    runInImage(image('simulator'), [...image('simulator').command, '--port', '0']),
  )
  const [, comfyui = ''] = await lineOf(simulator, /simulated: (http:\S+)/)
  const darkroom = image('darkroom')
  const port = await freePort()
  const environment = {
    BACKEND_HOST: '127.0.0.1',
    BACKEND_PORT: String(port),
    COMFYUI_API_URL: comfyui.replace('0.0.0.0', '127.0.0.1'),
    MIN_FREE_MB: '0',
  }
  const health = () => once(runInImage(darkroom, darkroom.health, { environment }), 'exit')
  expect(await health()).toEqual([1, null])

  const child = killed(runInImage(darkroom, darkroom.command, { environment }))
  await lineOf(child, /"msg":"ready"/)
  const url = `http://127.0.0.1:${port}`
  expect(await health()).toEqual([0, null])
  expect((await fetch(url)).headers.get('content-type')).toContain('text/html')
  expect((await fetch(`${url}/docs`)).status).toBe(200)

  const body = { prompt: 'a lighthouse', model: 'base/dreamscape_xl.safetensors', steps: 2 }
  const accepted = await fetch(`${url}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, resolution: { width: 64, height: 64 } }),
  })
  const { request_id } = z.object({ request_id: z.string() }).parse(await accepted.json())
  await (await fetch(`${url}/api/generate/${request_id}/events`)).text()
  const job = statusSchema.parse(
    await (await fetch(`${url}/api/generate/status/${request_id}`)).json(),
  )
  expect(job.status).toBe('completed')
  // Made by a helper process, with sharp as it was installed.
  const thumbnail = await fetch(`${url}${job.image_url?.replace('/image/', '/thumbnail/')}`)
  expect(thumbnail.headers.get('content-type')).toBe('image/webp')

  const days = (await readdir(join(darkroom.root, 'data/gallery'))).filter((name) =>
    /^\d{8}$/.test(name),
  )
  const owner = await stat(join(darkroom.root, 'data/gallery', days[0] ?? ''))
  if (process.getuid?.() === 0) expect([owner.uid, owner.gid]).toEqual([1000, 1000])

  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

const canUnshare = (): boolean => spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0

test.runIf(canUnshare())(
  'as the first process of a container it ends when it is told to',
  async () => {
    const darkroom = image('darkroom')
    const outer = killed(
      runInImage(darkroom, darkroom.command, {
        environment: {
          BACKEND_HOST: '127.0.0.1',
          BACKEND_PORT: '0',
          COMFYUI_API_URL: 'http://127.0.0.1:9',
          STATE_PATH: join(root, 'state-of-first'),
          GALLERY_STORAGE_PATH: join(root, 'gallery-of-first'),
        },
        before: ['unshare', '--pid', '--fork', '--kill-child'],
      }),
    )
    await lineOf(outer, /"msg":"ready"/)
    const children = await readFile(`/proc/${outer.pid}/task/${outer.pid}/children`, 'utf8')
    process.kill(Number(children.trim()), 'SIGTERM')
    expect(await once(outer, 'exit')).toEqual([0, null])
  },
)

test('the image has what runs, and no more', async () => {
  const { root: folder } = image('darkroom')
  const files = await readdir(folder, { recursive: true })
  expect(files.filter((path) => /\.map$|\.env$|\/\.git\//.test(path))).toEqual([])
  expect(files).toContain('darkroom/web/dist/index.html')
  for (const tool of ['typescript', 'vitest', 'turbo', '@darkroom/comfy-simulator']) {
    expect(files.filter((path) => path.endsWith(`node_modules/${tool}`))).toEqual([])
  }
})
