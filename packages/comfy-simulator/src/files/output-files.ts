import { randomInt } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Folders } from './folders.ts'
import { nextOutputName } from './output-name.ts'

/** The place of a saved file, as `outputs` and `executed` name it. */
export type SavedFile = {
  readonly filename: string
  readonly subfolder: string
  readonly type: 'output' | 'temp'
}

export interface SavePlace {
  readonly type: 'output' | 'temp'
  readonly prefix: string
  /** The end of the name behind the number, such as `_.png`. */
  readonly ending: string
  /** The size that `%width%` and `%height%` stand for. */
  readonly size?: { readonly width: number; readonly height: number }
}

/** A random part that keeps the file names of one preview node apart from those of others. */
const fiveLetters = (): string =>
  Array.from({ length: 5 }, () => String.fromCharCode(97 + randomInt(26))).join('')

/** Writes the files under the next numbers of their prefix; synchronous, so that two jobs cannot take the same number. */
export const saveFiles = (
  folders: Folders,
  files: readonly Buffer[],
  { place, backslashes }: { place: SavePlace; backslashes: boolean },
): readonly SavedFile[] => {
  const prefix = place.type === 'temp' ? `${place.prefix}_temp_${fiveLetters()}` : place.prefix
  const { folder, subfolder, name, counter } = nextOutputName(folders.root(place.type), prefix, {
    size: place.size ?? { width: 0, height: 0 },
    now: new Date(),
  })
  mkdirSync(folder, { recursive: true })
  return files.map((bytes, index) => {
    const stem = name.replaceAll('%batch_num%', String(index))
    const filename = `${stem}_${String(counter + index).padStart(5, '0')}${place.ending}`
    writeFileSync(path.join(folder, filename), bytes)
    const shown = backslashes ? subfolder.replaceAll('/', '\\') : subfolder
    return { filename, subfolder: shown, type: place.type }
  })
}
