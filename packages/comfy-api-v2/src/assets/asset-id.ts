/** An output of a job is an asset by the job's id and its place among the outputs; any other id is an upload's. */
export const outputAssetId = (job: string, index: number): string => `${job}_${index}`

const outputId = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,6})$/

export function readOutputId(
  id: string,
): { readonly job: string; readonly index: number } | undefined {
  const [, job, index] = outputId.exec(id) ?? []
  return job === undefined ? undefined : { job, index: Number(index) }
}

export const contentUrl = (origin: string, id: string): string =>
  `${origin}/api/v2/assets/${encodeURIComponent(id)}/content`
