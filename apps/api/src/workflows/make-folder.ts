import { mkdir } from 'node:fs/promises'
import { isFileError } from '@darkroom/foundation'

/**
 * Makes the folder that people put workflows into, so that they find it: inside of the gallery's, which is never made here. It is a
 * courtesy, and what stands in its way is told when a workflow is saved.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (!isFileError(error)) throw error
  }
}
