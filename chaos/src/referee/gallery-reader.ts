import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isWholePng } from './whole-png.ts'

/** Images and sidecars, as a reader of the folder finds them: names that begin with a dot are left out. */
export async function galleryFiles(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
}

function isWhole(path: string, bytes: Buffer): boolean {
  if (path.endsWith('.png')) return isWholePng(bytes)
  if (!path.endsWith('.json')) return true
  try {
    JSON.parse(bytes.toString())
    return true
  } catch {
    return false
  }
}

/** Reads everything in the gallery again and again, as a file manager that never rests. */
export class GalleryReader implements AsyncDisposable {
  readonly #root: string
  readonly #stop = new AbortController()
  readonly #torn = new Set<string>()
  readonly #reading: Promise<void>
  #reads = 0

  constructor(root: string) {
    this.#root = root
    this.#reading = this.#run()
  }

  get reads(): number {
    return this.#reads
  }

  get torn(): readonly string[] {
    return [...this.#torn]
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#reading
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      for (const path of await galleryFiles(this.#root)) await this.#read(path)
      await delay(10)
    }
  }

  async #read(path: string): Promise<void> {
    // The file may be gone again.
    const bytes = await readFile(join(this.#root, path)).catch(() => undefined)
    if (bytes === undefined) return
    this.#reads += 1
    if (!isWhole(path, bytes)) this.#torn.add(`${path} (${bytes.length} bytes)`)
  }
}
