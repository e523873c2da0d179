import { systemClock } from '@darkroom/foundation'
import { Acceptor } from './accept/acceptor.ts'
import { FileFolders } from './accept/file-folders.ts'
import { JobSettler } from './accept/job-settler.ts'
import { QueueQuota } from './accept/queue-quota.ts'
import { Cancellation } from './cancellation.ts'
import { CompletionNotifier } from './collect/completion-notifier.ts'
import { GalleryFiles } from './collect/gallery-files.ts'
import { obstacleOf } from './disk/disk-report.ts'
import { GalleryDisk } from './disk/gallery-disk.ts'
import { Dispatcher } from './dispatch/dispatcher.ts'
import { RunTeller } from './dispatch/run-teller.ts'
import { GenerationError } from './errors.ts'
import type { Generation } from './generation.ts'
import { GenerationService } from './generation-service.ts'
import { GroupAcceptor } from './groups/group-acceptor.ts'
import { GroupFileWriter } from './groups/group-file-writer.ts'
import { GroupService } from './groups/group-service.ts'
import { GroupViewer } from './groups/group-viewer.ts'
import { Retries } from './groups/retries.ts'
import { InstallId } from './install-id.ts'
import { createReadJob } from './job/read-job.ts'
import { WaitingLine } from './line/waiting-line.ts'
import { Embeddings } from './models/embeddings.ts'
import { listedClasses } from './models/model-folders.ts'
import { ModelHeaders } from './models/model-headers.ts'
import { ModelLibrary } from './models/model-library.ts'
import { PictureModels } from './models/picture-models.ts'
import { defaultTimings, type GenerationOptions, type Logger } from './options.ts'
import { Durations } from './progress/durations.ts'
import { JobViews } from './progress/job-views.ts'
import { ProgressBoard } from './progress/progress-board.ts'
import { Pool } from './servers/pool.ts'
import { sweep } from './servers/sweep.ts'
import { Twins } from './servers/twins.ts'
import { Sharing } from './sharing.ts'
import { WaitingRoom } from './waiting/waiting-room.ts'
import { WorkflowRegistry } from './workflows/workflow-registry.ts'

const silent: Logger = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** Wires a generation to its queue, servers and gallery folder. Nothing happens before `start`. */
export function createGeneration(options: GenerationOptions): Generation {
  const { queue, servers, maxWaiting = 50_000, logger = silent } = options
  const { maxWaitingPerClient = Math.ceil(maxWaiting / 2), maxWaitingBytes = 2 ** 28 } = options
  checkServers(servers.map(({ name }) => name))
  const { clock = systemClock } = options
  const workflows = new WorkflowRegistry(options.workflows)
  const timings = { ...defaultTimings, ...options.timings }
  const { inputFiles = { open: async () => undefined } } = options
  const failpoint = options.failpoint ?? (() => undefined)
  const owner = new InstallId(options.stateDirectory)

  const readJob = createReadJob(queue)
  const told = new RunTeller(queue, options.onRun)
  const board = new ProgressBoard({ onStage: (jobId, stage) => told.stage(jobId, stage) })
  const durations = new Durations()
  const disk =
    options.disk ??
    new GalleryDisk({
      ...options,
      root: options.galleryRoot,
      pollMs: timings.backoff,
      logger,
    })
  const files = new GalleryFiles({ root: options.galleryRoot, failpoint })
  const notifier = new CompletionNotifier({
    onImages: options.onImages ?? (async () => undefined),
    patienceMs: timings.announce,
    logger,
  })
  const isOfPool = (server: string): boolean => servers.some(({ name }) => name === server)
  const pool = new Pool({
    servers,
    nodeClasses: [...new Set([...listedClasses, ...workflows.nodeClasses])],
    clock,
    timings,
    logger,
    onChange: () => {
      dispatcher.poke()
      board.waitingChanged()
    },
    sweep: (link, how) => sweep(link, { queue, owner, isOfPool, logger }, how),
    compare: (link, how) => twins.compare(link, how),
  })
  const twins = new Twins({ links: pool.links, queue, logger })
  const dispatcher = new Dispatcher(pool.links, {
    queue,
    readJob,
    workflows,
    clock,
    timings,
    logger,
    board,
    files,
    disk,
    given: { queue, inputFiles, disk, galleryRoot: options.galleryRoot },
    owner,
    failpoint,
    commit: (jobId, paths, complete) => notifier.commit(jobId, paths, complete),
    inBackground: (work) => notifier.inBackground(work),
    told,
  })
  const waiting = new WaitingRoom({
    queue,
    readJob,
    workflows,
    links: pool.links,
    disk: () => obstacleOf(disk.report)?.message,
  })
  const views = new JobViews({
    queue,
    readJob,
    board,
    clock,
    durations,
    waiting,
    isAnnouncing: (jobId) => notifier.isAnnouncing(jobId),
    servers: () => pool.links.filter(({ available }) => available).length,
  })
  const pictures = new PictureModels(new ModelHeaders(clock))
  const acceptor = new Acceptor({
    queue,
    readJob,
    pool,
    workflows,
    clock,
    drawPrompts: options.drawPrompts ?? (async (texts) => texts),
    currentTrace: options.currentTrace ?? (() => undefined),
    disk,
    inputFiles,
    quota: new QueueQuota({
      queue,
      maxWaiting,
      maxWaitingPerClient,
      maxWaitingBytes,
      secondsFor: (jobs) => {
        const seconds = (jobs * durations.typical()) / 1000 / Math.max(1, pool.reachable.length)
        return Math.min(300, Math.max(1, Math.ceil(seconds)))
      },
    }),
    settler: new JobSettler({
      pool,
      workflows,
      models: pictures,
      folders: new FileFolders({ pool, clock }),
      acceptWhileDown: options.acceptWhileDown ?? false,
    }),
    isReady: () => service.isReady(),
  })
  const retries = new Retries(queue)
  const viewer = new GroupViewer({ queue, views, retries })
  const groupFiles = new GroupFileWriter({ files, disk, logger, view: (id) => viewer.find(id) })
  const cancellation = new Cancellation({
    queue,
    readJob,
    dispatcher,
    files,
    notifier,
    pool,
    failpoint,
  })
  const line = new WaitingLine({ queue, views, viewer, cancellation })
  const groups = new GroupService({
    queue,
    viewer,
    acceptor: new GroupAcceptor({
      queue,
      acceptor,
      views,
      files: groupFiles,
      viewer,
      retries,
      familyOf: (model) => service.modelFamily(model),
    }),
    enforceCancel: (jobs) => cancellation.enforce(jobs),
  })
  const sharing = new Sharing({
    ...{ queue, notifier, pool, groupFiles, dispatcher, board, clock },
  })
  const service = new GenerationService({
    queue,
    sharing,
    readJob,
    board,
    clock,
    logger,
    owner,
    durations,
    files,
    disk,
    ownsDisk: options.disk === undefined,
    notifier,
    pool,
    workflows,
    dispatcher,
    views,
    waiting,
    line,
    acceptor,
    cancellation,
    groups,
    viewer,
    groupFiles,
    retries,
    failpoint,
    maxWaiting,
    models: new ModelLibrary({ pool, embeddings: new Embeddings(clock), pictures }),
  })
  disk.onChange(() => {
    dispatcher.poke()
    board.waitingChanged()
  })
  return service
}

function checkServers(names: readonly string[]): void {
  if (names.length === 0) throw new GenerationError('servers must name at least one ComfyUI')
  if (new Set(names).size < names.length) {
    throw new GenerationError(`servers must have different names, got ${names.join(', ')}`)
  }
}
