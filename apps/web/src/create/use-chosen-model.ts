import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { modelDetailsQuery, useModelDetails } from '../api/model-details.ts'
import { useModels } from '../api/models.ts'
import type { Model, ModelDetails, Models } from '../api/types.ts'
import { missingCompanions } from './model-settings.ts'
import { latestJobsQuery } from './use-latest-jobs.ts'

/** The models that make pictures. */
const paintersIn = ({ base, merged, diffusion }: Models): readonly Model[] => [
  ...base,
  ...merged,
  ...diffusion,
]

/** The most models that are looked at for one that runs. */
const mostLookedAt = 12

/** Made for parts of pictures: it can make whole ones, but is nobody's first choice. */
const isForParts = ({ variant }: ModelDetails): boolean => variant === 'inpainting'

const runs = (model: ModelDetails): boolean =>
  model.cannot?.['text-to-image'] === undefined &&
  !isForParts(model) &&
  missingCompanions({}, model).length === 0

/** The model that was used last, or the first of all, that can make a picture from a prompt with the files that there are. */
async function findFirst(
  painters: readonly Model[],
  client: QueryClient,
): Promise<string | undefined> {
  const jobs = await client.ensureQueryData(latestJobsQuery).catch(() => [])
  const used = jobs.flatMap(
    ({ model }) => painters.find(({ filename }) => filename === model) ?? [],
  )
  for (const model of [...new Set([...used, ...painters])].slice(0, mostLookedAt)) {
    const details = await client.fetchQuery(modelDetailsQuery(model)).catch(() => undefined)
    if (details !== undefined && runs(details)) return model.filename
  }
  return painters[0]?.filename
}

/** The model of the form, and what is known of it. */
export function useChosenModel(wanted: string | undefined) {
  const client = useQueryClient()
  const models = useModels()
  const painters = models.data === undefined ? [] : paintersIn(models.data)
  const first = useQuery({
    queryKey: ['models', 'first', painters.map(({ filename }) => filename)],
    queryFn: async () => (await findFirst(painters, client)) ?? null,
    enabled: wanted === undefined && painters.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const filename = wanted ?? first.data ?? undefined
  const details = useModelDetails(painters.find((model) => model.filename === filename))
  return {
    models,
    painters,
    filename,
    details: details.data,
    /** Whether it may be a moment until all is known. */
    isComing: models.isLoading || first.isLoading || details.isLoading,
  }
}
