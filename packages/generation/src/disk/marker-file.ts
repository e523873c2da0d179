import { stat } from 'node:fs/promises'
import { isMissing } from '@darkroom/foundation'
import { markerPath, readMarkerFile } from './gallery-marker.ts'

/** Milliseconds after which the times of a file tell a change, however coarsely its file system keeps them: FAT counts two seconds. */
const coarsestMs = 2_000

interface FileState {
  readonly words: string
  readonly changedMs: number
}

async function stateOf(path: string): Promise<FileState | undefined> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs, ctimeMs } = await stat(path, { bigint: true })
    const words = [dev, ino, size, mtimeNs, ctimeNs].join(' ')
    return { words, changedMs: Number(ctimeMs) }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The marker of a folder: looked at each time, since the folder may be another, and read when it is not the file that was read last. */
export class MarkerFile {
  readonly #root: string
  #read: { readonly words: string; readonly text: string } | undefined

  constructor(root: string) {
    this.#root = root
  }

  /** Its text; undefined when there is none. */
  async text(): Promise<string | undefined> {
    // Before it is read: what changes meanwhile is seen the next time.
    const state = await stateOf(markerPath(this.#root))
    if (state === undefined) return undefined
    if (this.#read?.words === state.words) return this.#read.text
    const text = await readMarkerFile(this.#root)
    const isSettled = Date.now() - state.changedMs > coarsestMs
    this.#read = isSettled && text !== undefined ? { words: state.words, text } : undefined
    return text
  }
}
