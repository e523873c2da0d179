import { lstatSync, readdirSync, type Stats } from 'node:fs'
import { type HeldDirectory, holdDirectorySync } from '@darkroom/foundation'
import type { EntryRecord } from '../entry-record.ts'
import type { MetadataModule } from '../metadata-module.ts'
import { HelperFiles } from './helper-files.ts'
import { ImageReader, isAbsent } from './image-reader.ts'
import { isDecodable, isImageName, isSidecarName, sharedSidecar, sidecarOwners } from './names.ts'
import type { DirectorySource } from './read-root.ts'
import { listDirectories } from './related-files.ts'
import type { FileName, FilesReport, FilesRequest, KnownFile } from './scan-protocol.ts'

/** The report on a folder that is not the gallery. */
const nothing = { records: '[]', missing: [], incomplete: [], directories: [], reread: [] }

/** Reads single files of any kind. */
export function readFiles(
  module: MetadataModule,
  { root, seeRoot }: DirectorySource,
  request: FilesRequest,
): FilesReport {
  using held = new HeldDirectories(root)
  const readers = new Map<string, ImageReader>()
  const helpers = new Map<string, HelperFiles>()
  const records: { directory: string; record: EntryRecord }[] = []
  const missing: FileName[] = []
  const incomplete: FileName[] = []
  const directories: FileName[] = []
  const reread = new Set<string>()

  const readImage = (place: HeldDirectory, { stamp, ...file }: KnownFile, stats: Stats): void => {
    const { directory, name } = file
    const reader = readers.get(directory) ?? new ImageReader(module, place.path)
    readers.set(directory, reader)
    const reading = reader.read(name, stats, { knownStamp: stamp })
    if (reading.status === 'image') records.push({ directory, record: reading.record })
    if (reading.status === 'incomplete') incomplete.push(file)
    if (reading.status === 'missing') missing.push(file)
  }

  const before = seeRoot()
  if (!before.isOurs) return { ...nothing, root: before }
  const isHelper = (place: HeldDirectory, { directory, name }: FileName): boolean => {
    const known =
      helpers.get(directory) ?? new HelperFiles(root, directory, () => readdirSync(place.path))
    helpers.set(directory, known)
    return known.has(name)
  }

  const take = ({ isGuess, stamp, ...file }: WantedFile): void => {
    const place = held.get(file.directory)
    const stats = place && lstat(place.at(file.name))
    if (place === undefined || stats === undefined) {
      // An image that is gone with its sidecar is asked for by its own name.
      if (!isGuess) missing.push(file)
    } else if (stats.isDirectory()) directories.push(file)
    else if (!stats.isFile() || isHelper(place, file)) missing.push(file)
    else if (isImageName(file.name)) readImage(place, { ...file, stamp }, stats)
  }

  const mayHave = listDirectories(root, request.files)
  for (const file of withOwners(request.files, reread)) {
    const isThere = !file.isGuess || mayHave(file.directory, file.name)
    if (isThere && isDecodable(file.name)) take(file)
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

interface WantedFile extends KnownFile {
  /** Whether it is an image that a sidecar may describe, and was not asked for. */
  readonly isGuess: boolean
}

/** Each file once, and sidecars with the images that they may describe. */
function withOwners(files: readonly KnownFile[], reread: Set<string>): Iterable<WantedFile> {
  const all = new Map<string, WantedFile>()
  const add = (file: WantedFile): void => {
    const path = `${file.directory}/${file.name}`
    if (!file.isGuess || !all.has(path)) all.set(path, file)
  }
  for (const { directory, name, stamp } of files) {
    add({ directory, name, stamp, isGuess: false })
    if (name === sharedSidecar) reread.add(directory)
    else if (isSidecarName(name))
      for (const owner of sidecarOwners(name)) add({ directory, name: owner, isGuess: true })
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

/** Directories that are held until the end, each once; undefined for one that is missing or behind a link. */
class HeldDirectories implements Disposable {
  readonly #root: string
  readonly #held = new Map<string, (HeldDirectory & Disposable) | undefined>()

  constructor(root: string) {
    this.#root = root
  }

  get(directory: string): HeldDirectory | undefined {
    if (!this.#held.has(directory)) this.#held.set(directory, this.#hold(directory))
    return this.#held.get(directory)
  }

  [Symbol.dispose](): void {
    for (const held of this.#held.values()) held?.[Symbol.dispose]()
    this.#held.clear()
  }

  #hold(directory: string): (HeldDirectory & Disposable) | undefined {
    try {
      return holdDirectorySync(this.#root, directory)
    } catch (error) {
      if (isAbsent(error)) return undefined
      throw error
    }
  }
}
