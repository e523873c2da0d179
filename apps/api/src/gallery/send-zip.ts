import { makeZip } from 'client-zip'
import { binary } from '../http/content.ts'
import { contentDisposition } from '../http/content-disposition.ts'
import type { ZipMember } from './zip-members.ts'

const chunkBytes = 256 * 1024

/** Times that a ZIP can tell, in local time. The writer takes the year into seven bits without a look. */
const firstTime = new Date(1980, 0, 1).getTime()
const lastTime = new Date(2107, 11, 31, 23, 59, 58).getTime()

export const toZipTime = (milliseconds: number): Date =>
  new Date(Math.min(lastTime, Math.max(firstTime, milliseconds)))

/**
 * Streams the files as a ZIP, stored without compression, for PNGs do not get smaller. One file is open at a time,
 * read only as fast as the client reads. A file that has gone since, or may not be read, is left out.
 */
export function sendZip(members: readonly ZipMember[], fileName: string): Response {
  async function* files() {
    for (const { file, name } of members) {
      await using opened = await file.open()
      if (opened === undefined) continue
      const input = opened.handle.createReadStream({ autoClose: false, highWaterMark: chunkBytes })
      yield { name, input, lastModified: toZipTime(file.createdMs) }
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
