import { createClient } from '@darkroom/api-client'

const { api } = createClient(process.env.DARKROOM_URL ?? 'http://localhost:8000')

const models = await (await api.models.$get({ query: {} })).json()
const model = 'base' in models ? models.base[0]?.filename : undefined
if (model === undefined) throw new Error('The server has no model')

const accepted = await api.generate.$post({
  json: {
    prompt: 'a lighthouse at dawn',
    model,
    steps: 4,
    resolution: { width: 256, height: 256 },
  },
})
if (accepted.status !== 202) throw new Error((await accepted.json()).detail)
const { request_id } = await accepted.json()

for (;;) {
  const answer = await api.generate.status[':request_id'].$get({ param: { request_id } })
  if (answer.status !== 200) throw new Error((await answer.json()).detail)
  const job = await answer.json()
  if (job.status === 'completed') {
    console.log(job.image_url)
    break
  }
  if (job.status === 'error' || job.status === 'cancelled') throw new Error(job.error ?? job.status)
  await new Promise((resolve) => setTimeout(resolve, 50))
}
