import type { Keep } from '@darkroom/door-ports'
import { isJsonObject, type Json } from '@darkroom/foundation'
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
    find: (by) => {
      const isIt = (value: Json | undefined): boolean =>
        isJsonObject(value) && ('hash' in by ? value.hash === by.hash : value.file_path === by.path)
      return keep
        .keys()
        .filter((key) => key.startsWith(prefix) && isIt(keep.get(key)))
        .map((key) => key.slice(prefix.length))
        .map((id) => ({ id, at: get(id)?.created_at ?? 0 }))
        .sort((a, b) => b.at - a.at)
        .map(({ id }) => id)
    },
    set: (id, record) => keep.set(prefix + id, { ...record }),
    delete: (id) => keep.delete(prefix + id),
  }
}
