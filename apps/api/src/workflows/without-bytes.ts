import { createHash } from 'node:crypto'
import { readDataUrl } from '@darkroom/input-pictures'

/** Values as they are told beside a picture: in place of a data URL, which is a whole picture, the upload that it has become. */
export function withoutBytes(value: unknown): unknown {
  if (typeof value === 'string') return /^data:/i.test(value) ? uploadOf(value) : value
  if (Array.isArray(value)) return value.map(withoutBytes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutBytes(one)]))
}

const uploadOf = (url: string) => ({
  upload: createHash('sha256')
    .update(readDataUrl(url, { limitBytes: Number.POSITIVE_INFINITY }))
    .digest('hex'),
})
