import { type Dirent, lstatSync, readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { errorCode, type HeldDirectory, holdDirectorySync } from '@darkroom/foundation'
import type { EntryRecord } from '../entry-record.ts'
import type { MetadataModule } from '../metadata-module.ts'
import { HelperFiles } from './helper-files.ts'
import { ImageReader, isAbsent } from './image-reader.ts'
import { isDecodable, isIgnoredName, isImageName } from './names.ts'
import type { DirectorySource } from './read-root.ts'
import type { DirectoryReport, DirectoryRequest } from './scan-protocol.ts'

/** The number of records in one message: some milliseconds of work on either side. */
const batchSize = 100

interface Listing {
  readonly names: ReadonlySet<string>
  readonly images: readonly string[]
  readonly directories: readonly string[]
  readonly undecodable: number
  readonly isEmpty: boolean
}

interface Found {
  readonly name: string
  readonly stats: Stats
}

/** Reads a whole directory, newest files first, and sends the records that are not known yet. */
export async function readDirectory(
  module: MetadataModule,
  { root, seeRoot }: DirectorySource,
  request: DirectoryRequest,
  send: (records: readonly EntryRecord[]) => void,
): Promise<DirectoryReport> {
  const before = seeRoot()
  if (!before.isOurs) return { status: 'missing', root: before }
  try {
    using held = holdDirectorySync(root, request.path)
    const helpers = new HelperFiles(root, request.path, () => readdirSync(held.path))
    return await readHeld(module, { held, helpers, seeRoot }, request, send)
  } catch (error) {
    if (isAbsent(error)) return { status: 'missing', root: seeRoot() }
    if (errorCode(error) === '') throw error
    return { status: 'unreadable', code: errorCode(error) }
  }
}

/** A directory that is held while it is read. */
interface Held extends Pick<DirectorySource, 'seeRoot'> {
  readonly held: HeldDirectory
  readonly helpers: HelperFiles
}

async function readHeld(
  module: MetadataModule,
  { held, helpers, seeRoot }: Held,
  request: DirectoryRequest,
  send: (records: readonly EntryRecord[]) => void,
): Promise<DirectoryReport> {
  const readAtMs = Date.now()
  const stats = statSync(held.path)
  const listing = list(held.path, helpers)
  if (listing.images.length > request.mostImages) return { status: 'large' }
  const reader = new ImageReader(module, held.path)
  // The filter leaves out pipes and sockets with the name of an image.
  const found = statAll(reader, listing.images).filter((one) => one.stats.isFile())
  const incomplete = await readImages(reader, found, listing.names, request, send)
  const present = new Set(found.map(({ name }) => name))
  const subdirectories = statAll(reader, listing.directories).map(
    ({ name, stats: { mtimeMs } }) => ({
      name,
      mtimeMs,
    }),
  )
  return {
    status: 'read',
    mtimeMs: stats.mtimeMs,
    readAtMs,
    device: stats.dev,
    isEmpty: listing.isEmpty,
    root: seeRoot(),
    subdirectories,
    missing: request.known.names.filter((name) => !present.has(name)),
    incomplete,
    undecodable: listing.undecodable,
  }
}

async function readImages(
  reader: ImageReader,
  found: readonly Found[],
  names: ReadonlySet<string>,
  { known }: DirectoryRequest,
  send: (records: readonly EntryRecord[]) => void,
): Promise<readonly string[]> {
  const stamps = new Map(known.names.map((name, index) => [name, known.stamps[index]]))
  const incomplete: string[] = []
  let records: EntryRecord[] = []
  let count = 0
  for (const { name, stats } of found) {
    const reading = reader.read(name, stats, { listing: names, knownStamp: stamps.get(name) })
    if (reading.status === 'image') records.push(reading.record)
    if (reading.status === 'incomplete') incomplete.push(name)
    count += 1
    if (records.length === batchSize) {
      send(records)
      records = []
    }
    // The pause lets requests through that came meanwhile.
    if (count % batchSize === 0) await setImmediate()
  }
  if (records.length > 0) send(records)
  return incomplete
}

function list(absolute: string, helpers: HelperFiles): Listing {
  const names = new Set<string>()
  const images: string[] = []
  const directories: string[] = []
  let undecodable = 0
  let isEmpty = true
  for (const entry of readdirSync(absolute, { withFileTypes: true })) {
    isEmpty = false
    const { name } = entry
    if (isIgnoredName(name)) continue
    if (!isDecodable(name)) undecodable += 1
    else if (isDirectory(absolute, entry)) directories.push(name)
    else if (!entry.isSymbolicLink()) {
      names.add(name)
      if (isImageName(name) && !helpers.has(name)) images.push(name)
    }
  }
  return { names, images, directories, undecodable, isEmpty }
}

/** Whether an entry is a directory; where its kind is hidden it is neither file, directory nor link. */
function isDirectory(absolute: string, entry: Dirent): boolean {
  if (entry.isFile() || entry.isSymbolicLink()) return false
  if (entry.isDirectory()) return true
  const stats = lstatSync(join(absolute, entry.name), { throwIfNoEntry: false })
  return stats?.isDirectory() === true
}

/** The files, newest first, without vanished ones. */
function statAll(reader: ImageReader, names: readonly string[]): readonly Found[] {
  const found: Found[] = []
  for (const name of names) {
    const stats = reader.stat(name)
    if (stats !== undefined) found.push({ name, stats })
  }
  return found.sort((a, b) => b.stats.mtimeMs - a.stats.mtimeMs)
}
