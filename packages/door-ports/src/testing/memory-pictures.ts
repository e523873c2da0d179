import { createHash } from 'node:crypto'
import { DoorError } from '../door-error.ts'
import type { ConvertOptions, OpenFile, PictureSource, Pictures, Upload } from '../pictures.ts'
import type { MemoryJobs } from './memory-jobs.ts'

/** Uploads in memory, and the pictures of jobs; a picture is not converted, but what was asked for is remembered. */
export class MemoryPictures implements Pictures {
  readonly #jobs: MemoryJobs
  readonly #uploads = new Map<string, { readonly upload: Upload; readonly bytes: Uint8Array }>()
  readonly converted: ConvertOptions[] = []
  /** Bytes of pictures of the gallery, by their ids. */
  readonly gallery = new Map<string, Uint8Array>()
  /** What `texts` finds in any picture. */
  carried: Readonly<Record<string, string>> = {}

  constructor(jobs: MemoryJobs) {
    this.#jobs = jobs
  }

  async upload(sent: Uint8Array | AsyncIterable<Uint8Array>): Promise<Upload> {
    const bytes = sent instanceof Uint8Array ? sent : Buffer.concat(await Array.fromAsync(sent))
    if (bytes.length === 0) throw new DoorError(400, 'not_media', 'The file is empty.')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const upload: Upload = {
      id: sha256,
      mediaType: 'image/png',
      size: bytes.length,
      sha256,
      width: 64,
      height: 64,
      url: `/api/uploads/${sha256}`,
    }
    this.#uploads.set(sha256, { upload, bytes })
    return upload
  }

  async findUpload(id: string): Promise<Upload | undefined> {
    return this.#uploads.get(id)?.upload
  }

  async removeUpload(id: string): Promise<boolean> {
    return this.#uploads.delete(id)
  }

  async open(source: PictureSource): Promise<OpenFile | undefined> {
    const bytes = this.#bytesOf(source)
    if (bytes === undefined) return undefined
    return {
      mediaType: 'image/png',
      size: bytes.length,
      etag: `"${bytes.length}"`,
      name: 'picture.png',
      stream: (range) =>
        new Blob([
          Uint8Array.from(range ? bytes.subarray(range.start, range.end + 1) : bytes),
        ]).stream(),
      bytes: async () => bytes,
      [Symbol.asyncDispose]: async () => undefined,
    }
  }

  async convert(source: PictureSource, options: ConvertOptions): Promise<Uint8Array> {
    const bytes = this.#bytesOf(source)
    if (bytes === undefined) throw new DoorError(404, 'not_found', 'There is no such picture.')
    this.converted.push(options)
    return bytes
  }

  async masked(source: PictureSource, mask: Uint8Array): Promise<Uint8Array> {
    const bytes = this.#bytesOf(source)
    if (bytes === undefined) throw new DoorError(404, 'not_found', 'There is no such picture.')
    return Buffer.concat([bytes, mask])
  }

  async texts(): Promise<Readonly<Record<string, string>>> {
    return this.carried
  }

  #bytesOf(source: PictureSource): Uint8Array | undefined {
    if ('upload' in source) return this.#uploads.get(source.upload)?.bytes
    if ('job' in source) return this.#jobs.file(source.job, source.index)
    return this.gallery.get(source.gallery)
  }
}
