import { toUrl } from '../api/base.ts'
import type { GenerateRequest } from '../api/types.ts'

/** Where a picture that goes into another is: in the gallery, among the uploads, of a job, or an address. */
export type PictureReference = NonNullable<GenerateRequest['image']>

export interface PictureAddress {
  /** Small, for tiles. */
  readonly thumbnail: string
  readonly full: string
}

const both = (address: string): PictureAddress => ({ thumbnail: address, full: address })

/** Where the page shows it from; undefined for what a job makes, which has an address when it is made. */
export function addressOf(reference: PictureReference): PictureAddress | undefined {
  if (typeof reference === 'string') return both(reference)
  if ('upload' in reference) return both(toUrl(`/api/uploads/${reference.upload}`))
  if ('job' in reference) return undefined
  const id = encodeURIComponent(reference.gallery)
  return {
    thumbnail: toUrl(`/api/gallery/thumbnail/${id}`),
    full: toUrl(`/api/gallery/image/${id}`),
  }
}

/** The same for the same picture. */
export const keyOf = (reference: PictureReference): string =>
  typeof reference === 'string' ? reference : JSON.stringify(reference)

/** The picture behind an address of our own API; undefined for every other address. */
export function referenceOfUrl(text: string): PictureReference | undefined {
  const address = URL.parse(text.trim())
  const api = URL.parse(toUrl('/api/'))
  if (address === null || api === null || address.origin !== api.origin) return undefined
  if (!address.pathname.startsWith(api.pathname)) return undefined
  const path = address.pathname.slice(api.pathname.length)
  const gallery = /^gallery\/(?:image|thumbnail)\/([\w-]{1,64})$/.exec(path)?.[1]
  if (gallery !== undefined) return { gallery }
  const upload = /^uploads\/([0-9a-f]{64})$/.exec(path)?.[1]
  return upload === undefined ? undefined : { upload }
}
