import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createComfyClient } from '@darkroom/comfy-client'
import { createSimulator, type Simulator, type SimulatorOptions } from '@darkroom/comfy-simulator'
import { createMemoryStore, createQueue, type JobQueue } from '@darkroom/job-queue'
import { loadBuiltInWorkflows, type TextToImageInputs } from '@darkroom/workflow-builder'
import { createGeneration } from '../src/create-generation.ts'
import { markerName } from '../src/disk/gallery-marker.ts'
import type { Generation } from '../src/generation.ts'
import type { JobView } from '../src/job/job-view.ts'
import type { GenerationOptions, Timings } from '../src/options.ts'
import { asked, quick, request } from './settings.ts'

export { asked, request }

export interface StudioOptions extends Partial<Omit<GenerationOptions, 'timings'>> {
  readonly timings?: Partial<Timings>
  /** Options of each simulated server. */
  readonly simulators?: readonly SimulatorOptions[]
}

/** Servers, a queue, a gallery folder, and a generation that works with them. */
export class Studio implements AsyncDisposable {
  readonly simulators: readonly Simulator[]
  readonly queue: JobQueue
  readonly galleryRoot: string
  readonly #options: StudioOptions
  readonly stateDirectory: string
  readonly #stack: AsyncDisposableStack
  #generation: Generation | undefined

  constructor(
    options: StudioOptions,
    parts: {
      simulators: readonly Simulator[]
      queue: JobQueue
      galleryRoot: string
      stateDirectory: string
      stack: AsyncDisposableStack
    },
  ) {
    this.#options = options
    this.simulators = parts.simulators
    this.queue = parts.queue
    this.galleryRoot = parts.galleryRoot
    this.stateDirectory = parts.stateDirectory
    this.#stack = parts.stack
  }

  get simulator(): Simulator {
    const [first] = this.simulators
    if (first === undefined) throw new Error('The studio has no server')
    return first
  }

  get generation(): Generation {
    if (this.#generation === undefined) throw new Error('The studio is closed')
    return this.#generation
  }

  /** Opens a generation as after a restart of the process: the queue and the folders are what they were. */
  async open(changes: StudioOptions = {}): Promise<Generation> {
    const { timings, simulators: _, ...options } = { ...this.#options, ...changes }
    const servers = this.simulators.map(({ url }, index) => ({
      name: `server-${index + 1}`,
      client: this.#stack.use(createComfyClient({ baseUrl: url, timeoutMs: 1_000 })),
    }))
    this.#generation = createGeneration({
      queue: this.queue,
      workflows: await loadBuiltInWorkflows(),
      servers,
      galleryRoot: this.galleryRoot,
      stateDirectory: this.stateDirectory,
      ...options,
      timings: { ...quick, ...timings },
    })
    await this.#generation.start()
    return this.#generation
  }

  /** Opens another generation with this studio's queue and folders, for the servers of another studio. */
  async openFor(simulators: readonly Pick<Simulator, 'url'>[]): Promise<Generation> {
    await this.close()
    const generation = createGeneration({
      queue: this.queue,
      workflows: await loadBuiltInWorkflows(),
      servers: simulators.map(({ url }) => ({
        name: url,
        client: this.#stack.use(createComfyClient({ baseUrl: url })),
      })),
      galleryRoot: this.galleryRoot,
      stateDirectory: this.stateDirectory,
      timings: quick,
    })
    await generation.start()
    return generation
  }

  /** Adds something to be cleaned up with the studio. */
  defer(clear: () => Promise<void>): void {
    this.#stack.defer(clear)
  }

  async close(): Promise<void> {
    await this.#generation?.[Symbol.asyncDispose]()
    this.#generation = undefined
  }

  /** Resolves with the job when it has ended. */
  async ended(requestId: string): Promise<JobView> {
    const { signal } = new AbortController()
    let last: JobView | undefined
    for await (const event of this.generation.events({ requestId, signal })) {
      if ('job' in event) last = event.job
    }
    if (last === undefined) throw new Error(`Nothing was heard of ${requestId}`)
    return last
  }

  async run(changes: Partial<TextToImageInputs> = {}): Promise<JobView> {
    const { requestId } = await this.generation.accept(asked(changes))
    return this.ended(requestId)
  }

  /** Paths of all files of the gallery, below its root, without its marker. */
  async files(): Promise<readonly string[]> {
    const entries = await readdir(this.galleryRoot, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && entry.name !== markerName)
      .map((entry) => join(entry.parentPath, entry.name).slice(this.galleryRoot.length + 1))
      .sort()
  }

  /** How often this event happened to prompts on a server. */
  count(event: string, server: Simulator = this.simulator): number {
    return server.oracle().filter((entry) => entry.event === event).length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
    await this.#stack.disposeAsync()
  }
}

export async function openStudio(options: StudioOptions = {}): Promise<Studio> {
  const stack = new AsyncDisposableStack()
  const directory = await mkdtemp(join(tmpdir(), 'darkroom-generation-'))
  stack.defer(() => rm(directory, { recursive: true, force: true, maxRetries: 10 }))
  const simulators = await Promise.all(
    (options.simulators ?? [{}]).map((one) => createSimulator({ paint: 'plain', ...one })),
  )
  for (const simulator of simulators) stack.use(simulator)
  const queue = options.queue ?? stack.use(createQueue({ store: createMemoryStore() }))
  await queue.open()
  const studio = new Studio(options, {
    simulators,
    queue,
    galleryRoot: join(directory, 'gallery'),
    stateDirectory: join(directory, 'state'),
    stack,
  })
  await studio.open()
  return studio
}
