import { readdirSync } from 'node:fs'
import path from 'node:path'
import { isMissing } from '@darkroom/foundation'
import { PyError } from '../python/convert.ts'

export interface OutputName {
  /** The folder of the files; created on demand. */
  readonly folder: string
  /** The subfolder as results name it, with `/`. */
  readonly subfolder: string
  readonly name: string
  readonly counter: number
}

const two = (value: number): string => String(value).padStart(2, '0')

/** Expands the server's tokens `%width%`, `%year%` …; `%date:…%` is expanded by the browser. */
const expandTokens = (prefix: string, size: { width: number; height: number }, now: Date): string =>
  prefix
    .replaceAll('%width%', String(size.width))
    .replaceAll('%height%', String(size.height))
    .replaceAll('%year%', String(now.getFullYear()))
    .replaceAll('%month%', two(now.getMonth() + 1))
    .replaceAll('%day%', two(now.getDate()))
    .replaceAll('%hour%', two(now.getHours()))
    .replaceAll('%minute%', two(now.getMinutes()))
    .replaceAll('%second%', two(now.getSeconds()))

const highestNumber = (folder: string, name: string): number => {
  let highest = 0
  for (const file of readdirOrNothing(folder)) {
    if (!file.startsWith(`${name}_`)) continue
    const digits = Number.parseInt(file.slice(name.length + 1).split('_')[0] ?? '', 10)
    if (digits > highest) highest = digits
  }
  return highest
}

const readdirOrNothing = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** The place below `root` for the next image with this `filename_prefix`; raises for a prefix that leaves `root`. */
export const nextOutputName = (
  root: string,
  prefix: string,
  { size, now }: { size: { width: number; height: number }; now: Date },
): OutputName => {
  const normal = path.posix.normalize(expandTokens(prefix, size, now).replaceAll('\\', '/'))
  const trimmed = normal.replace(/\/+$/, '')
  const subfolder = path.posix.dirname(trimmed) === '.' ? '' : path.posix.dirname(trimmed)
  const name = path.posix.basename(trimmed)
  const folder = path.resolve(root, subfolder)
  if (folder !== root && !folder.startsWith(root + path.sep)) {
    throw new PyError(
      'Exception',
      `**** ERROR: Saving image outside the output folder is not allowed.\n full_output_folder: ${folder}\n         output_dir: ${root}\n         commonpath: ${path.dirname(root)}`,
    )
  }
  return { folder, subfolder, name, counter: highestNumber(folder, name) + 1 }
}
