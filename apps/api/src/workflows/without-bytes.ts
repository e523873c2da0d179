import { createHash } from 'node:crypto'
import type { Matrix } from '@darkroom/generation'
import { InvalidDataUrlError, readDataUrl } from '@darkroom/input-pictures'

/** Values as they are told beside a picture: in place of a data URL, which is a whole picture, the upload that it has become. */
export const withoutBytes = (
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, valueWithoutBytes(value)]))

/** The same of lists of values: each is looked at once, however many jobs it is in. */
export const listsWithoutBytes = (lists: Matrix): Matrix =>
  Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, list.map(valueWithoutBytes)]))

function valueWithoutBytes(value: unknown): unknown {
  if (typeof value === 'string') return /^data:/i.test(value) ? uploadOf(value) : value
  if (Array.isArray(value)) return value.map(valueWithoutBytes)
  if (typeof value !== 'object' || value === null) return value
  return withoutBytes({ ...value })
}

/** The upload; a text that only begins like a data URL, as a prompt may, stays. */
function uploadOf(url: string): unknown {
  try {
    const bytes = readDataUrl(url, { limitBytes: Number.POSITIVE_INFINITY })
    return { upload: createHash('sha256').update(bytes).digest('hex') }
  } catch (error) {
    if (!(error instanceof InvalidDataUrlError)) throw error
    return url
  }
}
