import type { PreparedContent } from '../http/prepared-content.ts'
import { assetsFolder, indexFile, type PageFiles, pageVersion, readPage } from './read-page.ts'

/** A built page, as it is in its folder: when it is built anew, that is found with the next look. */
export class PageFolder {
  readonly #folder: string
  #version: string | undefined
  #files: PageFiles | undefined
  /** Of the page before, which may be open: it loads its parts when they are first needed. */
  #formerFiles: PageFiles | undefined
  #looking: Promise<void> | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The page itself as it is now, with what the view needs named in it; undefined while there is none. */
  async document(view: string): Promise<PreparedContent | undefined> {
    await this.#look()
    return this.#files?.get(`${view}.html`) ?? this.#files?.get(indexFile)
  }

  /** A file by its path below the folder. */
  async file(path: string): Promise<PreparedContent | undefined> {
    return this.#known(path) ?? (await this.#look().then(() => this.#known(path)))
  }

  #known(path: string): PreparedContent | undefined {
    const former = path.startsWith(assetsFolder) ? this.#formerFiles?.get(path) : undefined
    return this.#files?.get(path) ?? former
  }

  /** Looks whether the page was built anew. Who asks meanwhile waits for the same look. */
  #look(): Promise<void> {
    this.#looking ??= this.#read().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async #read(): Promise<void> {
    const version = await pageVersion(this.#folder)
    if (version === undefined || version === this.#version) return
    const files = await readPage(this.#folder)
    if (files === undefined) return
    const isOther = files.get(indexFile)?.etag !== this.#files?.get(indexFile)?.etag
    if (isOther) this.#formerFiles = this.#files
    this.#files = files
    this.#version = version
  }
}
