import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { SharedTurns } from '@darkroom/foundation'
import { FileClient } from './files/file-client.ts'
import { stagingDirectory } from './files/root-folder.ts'
import { settleLeftovers } from './files/settle-leftovers.ts'
import { FolderGallery } from './folder-gallery.ts'
import type { Gallery, GalleryOptions } from './gallery.ts'
import { isAbsent } from './scan/image-reader.ts'
import { ScanClient } from './scan/scan-client.ts'
import { ScanPool } from './scan/scan-pool.ts'
import { openProcess } from './scan/scan-process.ts'
import { openThread } from './scan/scan-thread.ts'
import { silentFileSystem } from './watch/silent-file-system.ts'

/** The idle time of background workers, short because whole directories are seldom read once the index exists. */
const backgroundIdleMs = 5_000

/**
 * Opens a folder of images. Resolves when queries work: at once from the cache, otherwise with an empty list that fills
 * while the folder is read, newest images first.
 */
export async function openGallery(options: GalleryOptions): Promise<Gallery> {
  const root = await resolveRoot(options.root)
  const { marker, checkWritable } = options
  const settings = { root, metadataModule: options.metadataModule }
  const foreground = new ScanClient(settings, { open: openThread, marker })
  const openReader = (): ScanClient =>
    new ScanClient(settings, { open: openProcess, idleMs: backgroundIdleMs, marker })
  const background = new ScanPool([openReader(), openReader()])
  foreground.start()
  const { clock = Date, logger } = options
  const { turnPatienceMs: patienceMs = 30_000 } = options
  const turns = new SharedTurns({ root, directory: stagingDirectory, patienceMs })
  const files = new FileClient({ thread: foreground, clock, turns, logger, checkWritable })
  await settleLeftovers(turns, { ...options, root })
  const mode = await watchMode(options, root)
  const gallery = new FolderGallery({
    ...options,
    clock,
    root,
    mode,
    background,
    foreground,
    files,
  })
  gallery.start()
  return gallery
}

async function resolveRoot(root: string): Promise<string> {
  try {
    return await realpath(root)
  } catch (error) {
    if (isAbsent(error)) return resolve(root)
    throw error
  }
}

async function watchMode(
  { watch = 'auto', logger }: GalleryOptions,
  root: string,
): Promise<'events' | 'poll' | 'none'> {
  if (watch === 'watch') return 'events'
  if (watch !== 'auto') return watch
  const fileSystem = await silentFileSystem(root)
  if (fileSystem === undefined) return 'events'
  logger?.info(
    { root, fileSystem },
    'The gallery is looked at now and then: no changes are told here',
  )
  return 'poll'
}
