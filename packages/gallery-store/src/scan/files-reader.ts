import { lstatSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { EntryRecord } from '../entry-record.ts'
import type { MetadataModule } from '../metadata-module.ts'
import { ImageReader } from './image-reader.ts'
import { isPlainDirectory } from './is-plain-directory.ts'
import { isDecodable, isImageName, isSidecarName, sharedSidecar, sidecarOwners } from './names.ts'
import type { DirectorySource } from './read-root.ts'
import type { FileName, FilesReport, FilesRequest } from './scan-protocol.ts'

/** The report on a folder that is not the gallery. */
const nothing = { records: '[]', missing: [], incomplete: [], directories: [], reread: [] }

/** Reads single files of any kind. */
export function readFiles(
  module: MetadataModule,
  { root, seeRoot }: DirectorySource,
  request: FilesRequest,
): FilesReport {
  const readers = new Map<string, ImageReader>()
  const plain = new Map<string, boolean>()
  const records: { directory: string; record: EntryRecord }[] = []
  const missing: FileName[] = []
  const incomplete: FileName[] = []
  const directories: FileName[] = []
  const reread = new Set<string>()

  const readImage = (file: FileName, stats: Stats): void => {
    const { directory, name } = file
    const reader = readers.get(directory) ?? new ImageReader(module, join(root, directory))
    readers.set(directory, reader)
    const reading = reader.read(name, stats)
    if (reading.status === 'image') records.push({ directory, record: reading.record })
    if (reading.status === 'incomplete') incomplete.push(file)
    if (reading.status === 'missing') missing.push(file)
  }

  const stat = ({ directory, name }: FileName): Stats | undefined => {
    const isPlain = plain.get(directory) ?? isPlainDirectory(root, directory)
    plain.set(directory, isPlain)
    return isPlain ? lstat(join(root, directory, name)) : undefined
  }

  const before = seeRoot()
  if (!before.isOurs) return { ...nothing, root: before }
  for (const file of withOwners(request.files, reread)) {
    if (!isDecodable(file.name)) continue
    const stats = stat(file)
    if (stats === undefined) missing.push(file)
    else if (stats.isDirectory()) directories.push(file)
    else if (!stats.isFile()) missing.push(file)
    else if (isImageName(file.name)) readImage(file, stats)
  }
  return {
    records: JSON.stringify(records),
    missing,
    incomplete,
    directories,
    reread: [...reread],
    root: seeRoot(),
  }
}

/** Each file once, and sidecars with the images that they may describe. */
function withOwners(files: readonly FileName[], reread: Set<string>): Iterable<FileName> {
  const all = new Map<string, FileName>()
  const add = (directory: string, name: string): void => {
    all.set(`${directory}/${name}`, { directory, name })
  }
  for (const { directory, name } of files) {
    add(directory, name)
    if (name === sharedSidecar) reread.add(directory)
    else if (isSidecarName(name)) for (const owner of sidecarOwners(name)) add(directory, owner)
  }
  return all.values()
}

function lstat(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
