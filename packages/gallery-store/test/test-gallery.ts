import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Gallery, GalleryOptions } from '../src/gallery.ts'
import { openGallery } from '../src/open-gallery.ts'
import type { TinyDescription } from './tiny-metadata.ts'
import { tinyPng } from './tiny-png.ts'

export const metadataModule: string = new URL('./tiny-metadata.ts', import.meta.url).href

export const gatedMetadataModule: string = new URL('./gated-metadata.ts', import.meta.url).href

/** A folder that is removed at the end of the scope. */
export interface TestFolder extends AsyncDisposable {
  readonly root: string
  readonly cache: string
  path(name: string): string
  /** Writes a file; `mtime` is now unless given. */
  write(name: string, content: string | Uint8Array, mtime?: Date): Promise<void>
  remove(name: string): Promise<void>
  writeImage(name: string, description?: TinyDescription, mtime?: Date): Promise<void>
  open(options?: Partial<GalleryOptions>): Promise<Gallery>
}

export async function createTestFolder(): Promise<TestFolder> {
  const base = await mkdtemp(join(tmpdir(), 'gallery-store-'))
  const root = join(base, 'images')
  const cache = join(base, 'cache')
  await mkdir(root)
  const path = (name: string): string => join(root, name)
  const write = async (name: string, content: string | Uint8Array, mtime?: Date): Promise<void> => {
    await mkdir(dirname(path(name)), { recursive: true })
    await writeFile(path(name), content)
    if (mtime !== undefined) await utimes(path(name), mtime, mtime)
  }
  return {
    root,
    cache,
    path,
    write,
    writeImage: (name, description = { prompt: name }, mtime) =>
      write(name, tinyPng(description), mtime),
    remove: (name) => rm(path(name), { recursive: true, force: true }),
    open: (options = {}) => openGallery({ root, metadataModule, watch: 'none', ...options }),
    [Symbol.asyncDispose]: () => rm(base, { recursive: true, force: true }),
  }
}

/** The relative paths of all files below, sorted. */
export async function listFiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => relative(root, join(parentPath, name))).sort()
}
