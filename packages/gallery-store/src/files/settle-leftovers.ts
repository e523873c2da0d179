import { isMissing, type SharedTurns } from '@darkroom/foundation'
import type { GalleryOptions } from '../gallery.ts'
import { OperationLog } from './operation-log.ts'
import { RootFolder, stagingDirectory } from './root-folder.ts'

/**
 * Finishes or undoes what was interrupted before, unless another process changes files just now: then that one does so, or the
 * next.
 */
export async function settleLeftovers(
  turns: SharedTurns,
  { root, checkWritable, logger }: Pick<GalleryOptions, 'root' | 'checkWritable' | 'logger'>,
): Promise<void> {
  try {
    await checkWritable?.()
    using folder = new RootFolder(root)
    if (folder.list(stagingDirectory).length === 0) return
    await using turn = await turns.tryTake()
    if (turn === undefined) return
    const { settled, failures } = new OperationLog(folder, turn.fileName).recover()
    if (settled > 0) logger?.info({ settled }, 'Interrupted file operations were settled')
    for (const err of failures) warn(err)
  } catch (error) {
    if (!isMissing(error)) warn(error)
  }

  function warn(err: unknown): void {
    logger?.warn({ err }, 'Interrupted file operations could not be settled')
  }
}
