import { bodyLimit } from '../http/request.ts'
import type { Profile } from '../profiles.ts'
import type { Encodable } from '../python/value.ts'

/** The body of `/features`, also the answer to a client's feature flags. */
export const features = ({ version }: Profile): { readonly [key: string]: Encodable } => {
  const old = { supports_preview_metadata: true, max_upload_size: bodyLimit }
  if (version === '0.3.64') return old
  const known = { ...old, extension: { manager: { supports_v4: true } } }
  return version === '0.8.0'
    ? known
    : { ...known, supports_model_type_tags: true, node_replacements: true, assets: false }
}
