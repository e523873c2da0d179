import type { JobStatus } from '@darkroom/door-ports'
import { z } from 'zod'
import { invalidRequest } from '../errors/api-v2-error.ts'
import { statusWords } from './status.ts'

const mostJobs = 200
const usualJobs = 50

export interface ListQuery {
  readonly limit: number
  readonly cursor: string | undefined
  /** In the words of the dialect; undefined for all. */
  readonly words: ReadonlySet<string> | undefined
  /** What the house calls them. */
  readonly status: readonly JobStatus[] | undefined
}

const limitSchema = z.coerce.number().int().min(1)

/** `?status=running,queued&limit=50&cursor=…`; `status` may also be repeated. */
export function readListQuery(query: Readonly<Record<string, readonly string[]>>): ListQuery {
  const [limitText] = query.limit ?? []
  const limit = limitSchema.safeParse(limitText ?? usualJobs)
  if (!limit.success) {
    throw invalidRequest(`limit must be a whole number from 1, not ${JSON.stringify(limitText)}.`)
  }
  const words = (query.status ?? [])
    .flatMap((text) => text.split(','))
    .filter((word) => word !== '')
  const unknown = words.find((word) => !statusWords.has(word))
  if (unknown !== undefined) {
    throw invalidRequest(
      `status may be ${[...statusWords.keys()].join(', ')}, not ${JSON.stringify(unknown)}.`,
    )
  }
  const [cursor] = query.cursor ?? []
  return {
    limit: Math.min(limit.data, mostJobs),
    cursor: cursor === '' ? undefined : cursor,
    words: words.length === 0 ? undefined : new Set(words),
    status:
      words.length === 0
        ? undefined
        : [...new Set(words.flatMap((word) => statusWords.get(word) ?? []))],
  }
}
