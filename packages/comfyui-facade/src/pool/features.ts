import { mostBytes } from '../http/most-bytes.ts'

/** What newer clients ask before they use it; also the answer to their flags on the socket. */
export const features = {
  supports_preview_metadata: true,
  supports_model_type_tags: false,
  max_upload_size: mostBytes,
  extension: {},
  node_replacements: false,
  assets: false,
}
