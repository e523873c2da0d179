import { basename, dirname } from 'node:path'
import { holdDirectorySync } from '@darkroom/foundation'
import { perform } from '../files/perform.ts'
import type { ImageDescription, MetadataModule } from '../metadata-module.ts'
import { checkDirectories } from './check-directories.ts'
import { digestFiles } from './digest-files.ts'
import { readDirectory } from './directory-reader.ts'
import { readFiles } from './files-reader.ts'
import { ImageReader, isAbsent } from './image-reader.ts'
import { type DirectorySource, readRoot } from './read-root.ts'
import type { ReplyMessage, RequestMessage, ScanRequest, WorkerSettings } from './scan-protocol.ts'

/** The channel of requests and answers. */
export interface ScanPort {
  readonly onRequest: (listener: (message: RequestMessage) => void) => void
  readonly reply: (message: ReplyMessage) => void
}

/** The worker side of a scan worker: answers every request on the port. */
export function serveScans(
  { root, metadataModule }: WorkerSettings,
  { onRequest, reply }: ScanPort,
): void {
  const module = loadModule(metadataModule)
  module.catch(() => {})
  onRequest((message) => {
    void answer(message, { reply, module, root })
  })
}

interface Server {
  readonly reply: (message: ReplyMessage) => void
  readonly module: Promise<MetadataModule>
  readonly root: string
}

async function answer(
  { id, request, marker }: RequestMessage,
  { reply, module, root }: Server,
): Promise<void> {
  let loaded: MetadataModule
  try {
    loaded = await module
  } catch (error) {
    reply({ id, type: 'failed', isModule: true, message: String(error) })
    return
  }
  try {
    const result = await execute(loaded, request, {
      root,
      seeRoot: () => readRoot(root, marker),
      send: (records) => reply({ id, type: 'records', json: JSON.stringify(records) }),
    })
    reply({ id, type: 'done', result })
  } catch (error) {
    reply({ id, type: 'failed', isModule: false, message: String(error) })
  }
}

function execute(
  module: MetadataModule,
  request: ScanRequest,
  {
    root,
    seeRoot,
    send,
  }: DirectorySource & { readonly send: (records: readonly object[]) => void },
): unknown {
  switch (request.kind) {
    case 'directory':
      return readDirectory(module, { root, seeRoot }, request, send)
    case 'files':
      return readFiles(module, { root, seeRoot }, request)
    case 'check':
      return checkDirectories(root, request)
    case 'metadata':
      return describeImage(module, root, request.path)
    case 'act':
      return perform(module, request.act, { root, turn: request.turn })
    case 'digest':
      return digestFiles(root, request)
  }
}

function describeImage(
  module: MetadataModule,
  root: string,
  path: string,
): ImageDescription | undefined {
  try {
    using held = holdDirectorySync(root, dirname(path))
    const reader = new ImageReader(module, held.path)
    const name = basename(path)
    const stats = reader.stat(name)
    if (!stats?.isFile()) return undefined
    const description = reader.describe(name, stats.size, reader.sidecars(name), { raw: true })
    return description === 'unreadable' ? undefined : description
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

async function loadModule(url: string): Promise<MetadataModule> {
  const loaded: unknown = await import(url)
  if (isMetadataModule(loaded)) return loaded
  throw new TypeError(`${url} exports no readImageMetadata and sidecarNames`)
}

function isMetadataModule(value: unknown): value is MetadataModule {
  if (typeof value !== 'object' || value === null) return false
  if (!('readImageMetadata' in value && 'sidecarNames' in value)) return false
  return typeof value.readImageMetadata === 'function' && typeof value.sidecarNames === 'function'
}
