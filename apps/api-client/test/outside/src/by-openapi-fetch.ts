import createClient from 'openapi-fetch'
import type { paths } from './generated/openapi-typescript.js'
import { imageUrlOf, wishOf } from './wish.ts'

export async function byOpenapiFetch(baseUrl: string): Promise<string> {
  const client = createClient<paths>({ baseUrl })
  const { data, error } = await client.POST('/api/generate', { body: wishOf('openapi-typescript') })
  if (data === undefined) throw new Error(error.detail)
  const path = { request_id: data.request_id }
  return imageUrlOf(async () => {
    const job = await client.GET('/api/generate/status/{request_id}', { params: { path } })
    if (job.data === undefined) throw new Error(job.error.detail)
    return job.data
  })
}
