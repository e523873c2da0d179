import type { Keep } from '@darkroom/door-ports'
import { z } from 'zod'

/** What this door remembers of an upload, which it has no other place for. */
export interface AssetRecord {
  /** `blake3:<64 hexadecimal digits>`. */
  readonly hash: string
  /** As it was sent last. */
  readonly file_path: string | null
  /** Milliseconds since the epoch. */
  readonly created_at: number
}

const recordSchema = z.object({
  hash: z.string(),
  file_path: z.string().nullable(),
  created_at: z.number(),
})

export interface AssetIndex {
  get(id: string): AssetRecord | undefined
  /** Ids of uploads with this hash or, where there is none, with this path; the newest first. */
  find(by: { readonly hash: string } | { readonly path: string }): readonly string[]
  set(id: string, record: AssetRecord): Promise<void>
  delete(id: string): Promise<void>
}

const prefix = 'asset '

/** Hashes and names of uploads, by their ids. What is forgotten of it is sent again, and known again. */
export function createAssetIndex(keep: Keep): AssetIndex {
  const get = (id: string): AssetRecord | undefined =>
    recordSchema.safeParse(keep.get(prefix + id)).data
  return {
    get,
    find: (by) =>
      keep
        .keys()
        .flatMap((key) => {
          if (!key.startsWith(prefix)) return []
          const id = key.slice(prefix.length)
          const record = get(id)
          if (record === undefined) return []
          const isIt = 'hash' in by ? record.hash === by.hash : record.file_path === by.path
          return isIt ? [{ id, at: record.created_at }] : []
        })
        .sort((a, b) => b.at - a.at)
        .map(({ id }) => id),
    set: (id, record) => keep.set(prefix + id, { ...record }),
    delete: (id) => keep.delete(prefix + id),
  }
}
