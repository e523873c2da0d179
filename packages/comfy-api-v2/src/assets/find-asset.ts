import type { House, Job, JobOutput, Upload } from '@darkroom/door-ports'
import type { AssetReference } from '../graph/asset-references.ts'
import { readOutputId } from './asset-id.ts'
import type { AssetIndex, AssetRecord } from './asset-index.ts'
import { readHash } from './read-hash.ts'

export type FoundAsset =
  | { readonly kind: 'upload'; readonly upload: Upload; readonly record: AssetRecord | undefined }
  | { readonly kind: 'output'; readonly job: Job; readonly output: JobOutput }

export interface AssetSources {
  readonly house: Pick<House, 'jobs' | 'pictures'>
  readonly index: AssetIndex
}

/** The asset of this id, which is an upload or what a job made; undefined where there is none. */
export async function findAsset(
  id: string,
  { house, index }: AssetSources,
): Promise<FoundAsset | undefined> {
  const made = readOutputId(id)
  if (made !== undefined) {
    const job = house.jobs.get(made.job)
    const output = job?.outputs.find((one) => one.index === made.index)
    return job === undefined || output === undefined ? undefined : { kind: 'output', job, output }
  }
  const upload = await house.pictures.findUpload(id)
  return upload === undefined ? undefined : { kind: 'upload', upload, record: index.get(id) }
}

/** The first of these uploads that is still there. */
async function firstOf(
  ids: readonly string[],
  sources: AssetSources,
): Promise<FoundAsset | undefined> {
  for (const id of ids) {
    const found = await findAsset(id, sources)
    if (found !== undefined) return found
  }
  return undefined
}

export const findByHash = async (
  hash: string,
  sources: AssetSources,
): Promise<FoundAsset | undefined> => {
  const canonical = readHash(hash)
  if (canonical === undefined) return undefined
  return firstOf(sources.index.find({ hash: canonical }), sources)
}

/** What a reference in a graph stands for. */
export async function findReferenced(
  { id, hash, file_path }: AssetReference,
  sources: AssetSources,
): Promise<FoundAsset | undefined> {
  if (id !== undefined) return findAsset(id, sources)
  if (hash !== undefined) return findByHash(hash, sources)
  if (file_path === undefined) return undefined
  return firstOf(sources.index.find({ path: file_path }), sources)
}
