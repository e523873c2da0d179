import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer } from './answer.ts'
import { api } from './client.ts'
import type { Model } from './types.ts'

/** What is known of one model file: what suits it, what it lacks, what it cannot do. */
export const modelDetailsQuery = ({ category, filename }: Pick<Model, 'category' | 'filename'>) =>
  queryOptions({
    queryKey: ['models', category, filename],
    // The client puts parameters into the path as they are, and file names have slashes.
    queryFn: () =>
      answer(
        api.models[':category'][':filename'].$get({
          param: { category, filename: encodeURIComponent(filename) },
        }),
      ),
    staleTime: 60_000,
  })

export const useModelDetails = (model: Pick<Model, 'category' | 'filename'> | undefined) =>
  useQuery({
    ...modelDetailsQuery(model ?? { category: 'base', filename: '-' }),
    enabled: model !== undefined,
  })
