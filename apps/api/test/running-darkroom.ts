import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulator, type Simulator } from '@darkroom/comfy-simulator'
import type { House } from '@darkroom/door-ports'
import { hc } from 'hono/client'
import { pino } from 'pino'
import { expect } from 'vitest'
import type { Job } from '../src/generate/generate-schemas.ts'
import { type Problem, problemSchema } from '../src/http/problem.ts'
import {
  type App,
  type Darkroom,
  parseConfig,
  startDarkroom,
  type TestHooks,
} from '../src/index.ts'

type Client = ReturnType<typeof hc<App>>
type SimulatorOptions = Parameters<typeof createSimulator>[0]

export interface RunningDarkroom extends AsyncDisposable {
  /** Stops the product and starts it again, with the same folders and on the same port. */
  restart(): Promise<void>
  readonly simulator: Simulator
  readonly api: Client['api']
  readonly url: string
  /** Of the port at which it is a ComfyUI, where it has one. */
  readonly comfyuiUrl: string | undefined
  readonly gallery: string
  readonly state: string
}

/** A temporary folder, removed when the test ends. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'darkroom-api-'))
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** Removes a folder of a running gallery, in which a thumbnail may be written at this very moment. */
export const removeLive = (path: string): Promise<void> =>
  rm(path, { recursive: true, maxRetries: 10 })

/** Runs the whole product on a free port of loopback, with a simulated ComfyUI and folders of its own. */
export async function runDarkroom({
  settings = {},
  simulation = {},
  page,
  onHouse,
  webhooks,
}: {
  settings?: Record<string, string> | ((simulator: string) => Record<string, string>)
  simulation?: SimulatorOptions
  /** The folder of a built page. */
  page?: string
  onHouse?: (house: Omit<House, 'keep'>) => void
  webhooks?: NonNullable<TestHooks['webhooks']>
} = {}): Promise<RunningDarkroom> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder())
  const gallery = join(folder.path, 'gallery')
  const state = join(folder.path, 'state')
  const simulator = stack.use(await createSimulator({ paint: 'plain', ...simulation }))
  const environment = {
    BACKEND_HOST: '127.0.0.1',
    COMFYUI_API_URL: simulator.url,
    GALLERY_STORAGE_PATH: gallery,
    STATE_PATH: state,
    ...(typeof settings === 'function' ? settings(simulator.url) : settings),
  }
  const start = (port: number): Promise<Darkroom> => {
    const { config } = parseConfig({ BACKEND_PORT: String(port), ...environment })
    return startDarkroom({
      config,
      log: pino({ level: 'silent' }),
      page,
      hooks: { onHouse, webhooks },
    })
  }
  let darkroom = await start(0)
  stack.defer(() => darkroom[Symbol.asyncDispose]())
  const resources = stack.move()
  return {
    async restart() {
      const { port } = darkroom
      await darkroom[Symbol.asyncDispose]()
      darkroom = await start(port)
    },
    simulator,
    api: hc<App>(darkroom.url).api,
    url: darkroom.url,
    comfyuiUrl: darkroom.comfyuiUrl,
    gallery,
    state,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

export const request = {
  prompt: 'a lighthouse at dawn',
  model: 'base/dreamscape_xl.safetensors',
  steps: 4,
  resolution: { width: 256, height: 256 },
} as const

/** Sends the request and returns the id of the job. */
export async function generate(
  { api }: RunningDarkroom,
  overrides: Record<string, unknown> = {},
): Promise<string> {
  const answer = await api.generate.$post({ json: { ...request, ...overrides } })
  expect(answer.status).toBe(202)
  if (answer.status !== 202) throw new Error('not accepted')
  return (await answer.json()).request_id
}

/** Waits for the end of the job's events, and resolves with the job, which has ended then. */
export async function ended({ api, url }: RunningDarkroom, request_id: string): Promise<Job> {
  await (await fetch(`${url}/api/generate/${request_id}/events`)).text()
  const answer = await api.generate.status[':request_id'].$get({ param: { request_id } })
  if (answer.status !== 200) throw new Error(`status answered ${answer.status}`)
  const job = await answer.json()
  if (job.status === 'queued' || job.status === 'processing') throw new Error(job.status)
  return job
}

/** Checks and returns a problem document. */
export async function problem(answer: Response, status: number): Promise<Problem> {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  const body = problemSchema.parse(await answer.json())
  expect(body.status).toBe(status)
  expect(body.detail).toMatch(/^\S.*[^.?][.?]$/)
  return body
}
