import type { PictureReference } from '../../pictures/picture-reference.ts'
import { isRecord } from '../kept-state.ts'

/** A value as a picture, film or sound that was given; undefined for what is none. */
export function toPicture(value: unknown): PictureReference | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (!isRecord(value)) return undefined
  const { gallery, upload, job, index } = value
  if (typeof gallery === 'string') return { gallery }
  if (typeof upload === 'string') return { upload }
  if (typeof job !== 'string') return undefined
  return typeof index === 'number' ? { job, index } : { job }
}

export const toPictures = (value: unknown): readonly PictureReference[] =>
  Array.isArray(value) ? value.flatMap((one) => toPicture(one) ?? []) : []

/** The name of the file that counts while nothing is given, which the server has. */
export const savedFileText = (saved: unknown, isRequired: boolean): string | undefined =>
  typeof saved === 'string' && saved !== '' && !isRequired
    ? `As saved: ${saved}, a file of the server.`
    : undefined
