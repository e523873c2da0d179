import { bodyLimit } from '../http/request.ts'
import type { Profile } from '../profiles.ts'
import type { Encodable } from '../python/value.ts'

/** The body of `/features`, also the answer to a client's feature flags. */
export const features = ({
  hasManagerFeature,
  hasNewFeatures,
}: Profile): { readonly [key: string]: Encodable } => ({
  supports_preview_metadata: true,
  ...(hasNewFeatures ? { supports_model_type_tags: true } : {}),
  max_upload_size: bodyLimit,
  ...(hasManagerFeature ? { extension: { manager: { supports_v4: true } } } : {}),
  ...(hasNewFeatures ? { node_replacements: true, assets: false } : {}),
})
