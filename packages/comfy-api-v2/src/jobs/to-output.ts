import type { Job, JobOutput, OutputKind } from '@darkroom/door-ports'
import { contentUrl, outputAssetId } from '../assets/asset-id.ts'
import { noEnd } from '../times.ts'
import type { WireOutput, WireOutputType } from '../wire.ts'

export const nameOf = ({ path }: Pick<JobOutput, 'path'>): string => path.split('/').at(-1) ?? path

const typeOf = (kind: OutputKind, name: string): WireOutputType => {
  switch (kind) {
    case 'image':
    case 'video':
    case 'audio':
    case 'text':
      return kind
    case '3d':
    case 'other':
      return /\.latent$/i.test(name) ? 'latent' : 'file'
  }
}

export function toOutput(job: Job, output: JobOutput, origin: string): WireOutput {
  const id = outputAssetId(job.id, output.index)
  const name = nameOf(output)
  return {
    id,
    node_id: output.node,
    name,
    type: typeOf(output.kind, name),
    content_type: output.mediaType,
    size_bytes: output.size,
    // BLAKE3 is not known of what a job made, and may be null: it would be all of the file to be read.
    hash: null,
    url: contentUrl(origin, id),
    url_expires_at: noEnd(job.createdAt),
    job_id: job.id,
  }
}
