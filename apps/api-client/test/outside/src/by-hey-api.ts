import { client } from './generated/hey-api/client.gen.js'
import { generateImage, getJob } from './generated/hey-api/index.js'
import { imageUrlOf, wishOf } from './wish.ts'

export async function byHeyApi(baseUrl: string): Promise<string> {
  client.setConfig({ baseUrl })
  const { data } = await generateImage({ body: wishOf('hey-api'), throwOnError: true })
  const path = { request_id: data.request_id }
  return imageUrlOf(async () => (await getJob({ path, throwOnError: true })).data)
}
