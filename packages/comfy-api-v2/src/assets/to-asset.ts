import { nameOf, toOutput } from '../jobs/to-output.ts'
import { noEnd, toOptionalTime, toTime } from '../times.ts'
import type { WireAsset } from '../wire.ts'
import { contentUrl } from './asset-id.ts'
import type { FoundAsset } from './find-asset.ts'

export function toAsset(found: FoundAsset, origin: string): WireAsset {
  if (found.kind === 'output') {
    const { job, output } = found
    const { id, hash, size_bytes, content_type, url, url_expires_at } = toOutput(
      job,
      output,
      origin,
    )
    return {
      id,
      hash,
      size_bytes,
      content_type,
      file_path: nameOf(output),
      created_at: toTime(job.finishedAt ?? job.createdAt),
      url,
      url_expires_at,
      expires_at: null,
      job_id: job.id,
    }
  }
  const { upload, record } = found
  const createdAt = record?.created_at ?? upload.usedAt ?? 0
  return {
    id: upload.id,
    hash: record?.hash ?? null,
    size_bytes: upload.size,
    content_type: upload.mediaType,
    file_path: record?.file_path ?? null,
    created_at: toTime(createdAt),
    url: contentUrl(origin, upload.id),
    url_expires_at: toOptionalTime(upload.expiresAt) ?? noEnd(createdAt),
    expires_at: toOptionalTime(upload.expiresAt),
  }
}
