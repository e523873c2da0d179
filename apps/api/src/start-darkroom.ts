import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ComfyClientOptions, createComfyClient } from '@darkroom/comfy-client'
import type { House } from '@darkroom/door-ports'
import { createTimeLimit } from '@darkroom/foundation'
import { openGallery } from '@darkroom/gallery-store'
import {
  createGeneration,
  type GalleryDisk,
  type GenerationOptions,
  openGalleryDisk,
} from '@darkroom/generation'
import { updateSidecar } from '@darkroom/image-metadata'
import { fetchListedPicture, openUploadStore, type UploadStore } from '@darkroom/input-pictures'
import type { FileStoreOptions } from '@darkroom/job-queue'
import { createTemplateFiles, createWildcardFiles } from '@darkroom/prompt-templates'
import { createSceneProducer } from '@darkroom/scene-producer'
import { createThumbnailer } from '@darkroom/thumbnails'
import { loadBuiltInWorkflows } from '@darkroom/workflow-builder'
import { createWorkflowFiles } from '@darkroom/workflow-files'
import type { Logger } from 'pino'
import type { Config } from './config/config-schema.ts'
import { ownFolders, sharedFolders, stateFolders } from './config/state-folders.ts'
import { createHouse } from './doors/create-house.ts'
import { openDoors } from './doors/open-doors.ts'
import { PictureTaker } from './inputs/picture-taker.ts'
import { type Observation, observe } from './observe.ts'
import { makePrivateState } from './private-state.ts'
import { openQueue } from './queue/open-queue.ts'
import { openAccess } from './security/session-file.ts'
import { serve } from './serve.ts'
import { serverName } from './servers/server-name.ts'
import type { Services } from './services.ts'
import { createSequenceDrafts } from './stories/sequence-drafts.ts'
import { searchHidden } from './thumbnails/search-hidden.ts'
import { tidyThumbnails } from './thumbnails/tidy-thumbnails.ts'
import { warmThumbnails } from './thumbnails/warm-thumbnails.ts'
import { toStartError } from './to-start-error.ts'
import type { FetchInput } from './uploads/sent-bytes.ts'
import { readVersion } from './version.ts'
import {
  deliverWebhooks,
  messagesOf,
  openWebhooks,
  type WebhookHooks,
} from './webhooks/open-webhooks.ts'
import { BuiltInLibrary } from './workflows/built-in/built-in-library.ts'
import { builtInWorkflows } from './workflows/built-in/built-in-workflow.ts'
import { makeFolder } from './workflows/make-folder.ts'
import { RunPlanner } from './workflows/plan-run.ts'
import { WorkflowLibrary } from './workflows/workflow-library.ts'

const mebibyte = 2 ** 20

export interface Darkroom extends AsyncDisposable {
  /** `http://host:port`, with the actual port. */
  readonly url: string
  readonly port: number
  /** Of the port at which it is a ComfyUI. */
  readonly comfyuiUrl?: string | undefined
  /** Resolves when the queue cannot be trusted any more, and refuses everything. */
  readonly failed: Promise<Error>
}

const openDisk = (
  { GALLERY_STORAGE_PATH: root, STATE_PATH, MIN_FREE_MB }: Config,
  { log, pollMs }: { readonly log: Logger; readonly pollMs: number | undefined },
): Promise<GalleryDisk> =>
  openGalleryDisk({
    root,
    stateDirectory: STATE_PATH,
    minFreeBytes: MIN_FREE_MB * mebibyte,
    logger: log,
    ...(pollMs === undefined ? {} : { pollMs }),
  })

/** Replacements for the parts, only for tests; configuration does not reach them. */
export interface TestHooks {
  readonly queue?: Pick<FileStoreOptions, 'failpoint' | 'ballastBytes' | 'compactAtLeastBytes'>
  readonly client?: Pick<ComfyClientOptions, 'timeoutMs' | 'submitTimeoutMs'>
  readonly generation?: Pick<GenerationOptions, 'failpoint' | 'timings'>
  readonly webhooks?: WebhookHooks
  /** Hears of the house before it is open to anybody. */
  readonly onHouse?: (house: Omit<House, 'keep'>) => void
}

export interface StartOptions {
  readonly config: Config
  readonly log: Logger
  /** The folder of the built page, sent at `/`; it may be built later, or anew. */
  readonly page?: string | URL | undefined
  readonly hooks?: TestHooks
}

/**
 * Wires everything together and serves. Resolves when recovery is done and jobs are accepted; the port answers before.
 * @throws StartError with one line to act on.
 */
export async function startDarkroom(options: StartOptions): Promise<Darkroom> {
  try {
    return await start(options)
  } catch (error) {
    throw toStartError(error, options.config)
  }
}

async function start({ config, log, page, hooks = {} }: StartOptions): Promise<Darkroom> {
  await using stack = new AsyncDisposableStack()
  const version = readVersion()
  const root = config.GALLERY_STORAGE_PATH
  const state = config.STATE_PATH
  const shared = config.SHARED_STATE_PATH ?? state
  await makePrivateState(state, root, shared === state ? stateFolders : ownFolders)
  if (shared !== state) await makePrivateState(shared, root, sharedFolders)
  const pollMs = hooks.generation?.timings?.backoff
  const disk = stack.use(await openDisk(config, { log, pollMs }))
  const workflowsFolder = join(root, 'workflows')
  await disk.beforeFirstUse(() => makeFolder(workflowsFolder))

  const gallery = stack.use(
    await openGallery({
      root,
      cacheDirectory: join(state, 'gallery'),
      metadataModule: import.meta.resolve('@darkroom/image-metadata'),
      // A new version makes the index anew, for it may understand more.
      metadataVersion: version,
      updateSidecar,
      marker: () => disk.marker,
      checkWritable: () => disk.checkWritable(),
      watch: config.GALLERY_WATCH,
      logger: log,
    }),
  )
  const thumbnailer = stack.use(
    createThumbnailer({
      root: gallery.root,
      fallbackDirectory: join(state, 'thumbnails'),
      shared: config.QUEUE !== 'files' || config.SHARED_STATE_PATH !== undefined,
      logger: log,
    }),
  )
  // Started before anything else is awaited, so that deletions while we were down are handled as soon as they are
  // found.
  stack.defer(tidyThumbnails({ gallery, thumbnailer, log }))
  stack.defer(warmThumbnails({ gallery, thumbnailer, log }))
  stack.defer(searchHidden({ gallery, thumbnailer, log }))
  const failed = Promise.withResolvers<Error>()
  const { queue } = stack.use(
    await openQueue({
      ...{ config, log, version, hooks: hooks.queue },
      rules: { ...(await messagesOf(config, log)), onFailure: failed.resolve },
    }),
  )
  const observed: Observation = stack.use(
    await observe(queue, {
      log,
      version,
      environment: process.env,
      sources: () => ({ generation, gallery, disk, uploads, config }),
    }),
  )
  const servers = config.COMFYUI_API_URL.map((url) => ({
    name: serverName(url),
    client: stack.use(createComfyClient({ ...hooks.client, baseUrl: url })),
  }))
  const wildcards = createWildcardFiles(join(root, 'wildcards'))
  const entries = await loadBuiltInWorkflows()
  const generation = stack.use(
    createGeneration({
      queue,
      workflows: entries,
      servers,
      galleryRoot: root,
      stateDirectory: shared,
      acceptWhileDown: config.ACCEPT_WHILE_DOWN,
      maxWaiting: config.QUEUE_LIMIT,
      disk,
      maxWaitingPerClient: config.QUEUE_LIMIT_PER_CLIENT,
      maxWaitingBytes: config.QUEUE_LIMIT_MB * mebibyte,
      ...hooks.generation,
      timings: {
        timeout: config.GENERATION_TIMEOUT_SECONDS * 1000,
        ...hooks.generation?.timings,
      },
      inputFiles: { open: (upload) => uploads.open(upload) },
      drawPrompts: (texts, seed) => wildcards.expand({ ...texts, seed }),
      onImages: async (paths) => {
        await gallery.refresh(paths)
      },
      ...observed.hooks,
      logger: log,
    }),
  )
  const uploads: UploadStore = stack.use(
    await openUploadStore({
      directory: join(shared, 'uploads'),
      limitBytes: config.UPLOAD_LIMIT_MB * mebibyte,
      fileLimitBytes: config.UPLOAD_FILE_LIMIT_MB * mebibyte,
      minFreeBytes: config.MIN_FREE_MB * mebibyte,
      inUse: (ids) => generation.uploadsInUse(ids),
      logger: log,
    }),
  )
  const workflowFiles = createWorkflowFiles(workflowsFolder)
  const workflows = new WorkflowLibrary({ files: workflowFiles, generation, log })
  const builtIns = new BuiltInLibrary(() => builtInWorkflows(entries), { generation, log })
  const stopping = new AbortController()
  const fetchInput: FetchInput = async function* (url, signal) {
    using either = createTimeLimit(Number.POSITIVE_INFINITY, signal, stopping.signal)
    yield* fetchListedPicture(url, {
      hosts: config.INPUT_URL_HOSTS,
      limitBytes: uploads.fileLimitBytes,
      signal: either.signal,
    })
  }
  const given = new PictureTaker({
    uploads,
    gallery,
    generation,
    disk,
    fetchInput,
    pixels: thumbnailer,
  })
  const webhooks = await openWebhooks({
    ...{ queue, generation, config, log, version, hooks: hooks.webhooks },
  })
  const services: Services = {
    config,
    access: config.API_TOKEN === undefined ? undefined : await openAccess(shared, config.API_TOKEN),
    version,
    observed,
    page: page instanceof URL ? fileURLToPath(page) : page,
    log,
    generation,
    disk,
    gallery,
    thumbnailer,
    sceneProducer: createSceneProducer(config.SCENE_PRODUCER, {
      apiKey: config.SCENE_PRODUCER_API_KEY,
    }),
    drafts: createSequenceDrafts(join(shared, 'sequences')),
    templates: createTemplateFiles(join(root, 'templates')),
    wildcards,
    uploads,
    fetchInput,
    given,
    workflowFiles,
    workflows,
    builtIns,
    runs: new RunPlanner({ workflows, builtIns, generation, given }),
    webhooks,
    stopping: stopping.signal,
  }
  // Doors listen from when they are opened: they are told as well when the port cannot be had.
  stack.defer(() => stopping.abort())
  const house = createHouse(services, servers)
  hooks.onHouse?.(house)
  const doors = openDoors({
    house,
    names: config.DOORS,
    directory: join(shared, 'doors'),
    settings: config,
  })
  const { main, facade } = stack.use(await serve(services, doors))
  stack.defer(() => stopping.abort())
  await generation.start()
  observed.ready()
  void workflows.warm(stopping.signal)
  stack.defer(deliverWebhooks(webhooks, { queue, log }))

  const resources = stack.move()
  return {
    url: main.url,
    port: main.port,
    comfyuiUrl: facade?.url,
    failed: failed.promise,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
