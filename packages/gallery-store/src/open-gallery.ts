import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { FileClient } from './files/file-client.ts'
import { OperationLog } from './files/operation-log.ts'
import { RootFolder } from './files/root-folder.ts'
import { FolderGallery } from './folder-gallery.ts'
import type { Gallery, GalleryOptions } from './gallery.ts'
import { isAbsent } from './scan/image-reader.ts'
import { ScanClient } from './scan/scan-client.ts'
import { ScanPool } from './scan/scan-pool.ts'
import { openProcess } from './scan/scan-process.ts'
import { openThread } from './scan/scan-thread.ts'
import { isSilentFileSystem, mountType } from './watch/mount-type.ts'

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
  const files = new FileClient({ thread: foreground, clock, checkWritable })
  try {
    await checkWritable?.()
    using folder = new RootFolder(root)
    const recovered = new OperationLog(folder).recover()
    if (recovered > 0) logger?.info({ recovered }, 'Interrupted file operations were settled')
  } catch (error) {
    logger?.warn({ err: error }, 'Interrupted file operations could not be settled')
  }
  const mode = await watchMode(options.watch ?? 'auto', root)
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
  watch: 'auto' | 'poll' | 'none',
  root: string,
): Promise<'events' | 'poll' | 'none'> {
  if (watch !== 'auto') return watch
  return isSilentFileSystem(await mountType(root)) ? 'poll' : 'events'
}
