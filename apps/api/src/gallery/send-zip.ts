import {
  type Gallery,
  type GalleryEntry,
  GalleryReadError,
  type OpenImage,
} from '@darkroom/gallery-store'
import { makeZip } from 'client-zip'
import { binary } from '../http/content.ts'
import { contentDisposition } from '../http/content-disposition.ts'
import { safeFileName } from '../http/safe-file-name.ts'

const chunkBytes = 256 * 1024

/** One picture in the archive, under a name of its own. */
export interface ZipMember {
  readonly entry: GalleryEntry
  readonly name: string
}

/** Gives each picture its file name; equal names get ` (2)` and so on before the extension. */
export function toMembers(entries: readonly GalleryEntry[]): ZipMember[] {
  /** Number of uses of each name. */
  const wanted = new Map<string, number>()
  const times = (name: string): number => {
    const key = name.toLowerCase()
    const count = (wanted.get(key) ?? 0) + 1
    wanted.set(key, count)
    return count
  }
  return entries.map((entry) => {
    const plain = safeFileName(entry.name)
    const [, stem = plain, extension = ''] = /^(.*?)(\.[^.]*)?$/s.exec(plain) ?? []
    const count = times(plain)
    if (count === 1) return { entry, name: plain }
    for (let copy = count; ; copy += 1) {
      const name = `${stem} (${copy})${extension}`
      if (times(name) === 1) return { entry, name }
    }
  })
}

async function openIfReadable(gallery: Gallery, id: string): Promise<OpenImage | undefined> {
  try {
    return await gallery.open(id)
  } catch (error) {
    if (error instanceof GalleryReadError) return undefined
    throw error
  }
}

/**
 * Streams the pictures as a ZIP, stored without compression, for PNGs do not get smaller. One file is open at a time,
 * read only as fast as the client reads. A picture that has gone since, or may not be read, is left out.
 */
export function sendZip(
  gallery: Gallery,
  members: readonly ZipMember[],
  fileName: string,
): Response {
  async function* files() {
    for (const { entry, name } of members) {
      await using image = await openIfReadable(gallery, entry.id)
      if (image === undefined) continue
      const input = image.handle.createReadStream({ autoClose: false, highWaterMark: chunkBytes })
      yield { name, input, lastModified: new Date(entry.createdMs) }
    }
  }
  return new Response(makeZip(files()), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': contentDisposition('attachment', fileName),
      'cache-control': 'no-store',
    },
  })
}

/** ZIP content of a route's description. */
export const zip = {
  200: { description: 'A ZIP, streamed', content: { 'application/zip': binary } },
}
