import { setTimeout as delay } from 'node:timers/promises'
import type { App } from '@darkroom/api'
import { hc } from 'hono/client'

interface Picture {
  readonly seed: number
  /** Below the gallery's folder. */
  readonly path: string
  readonly imageUrl: string
}

const prompt =
  'a lighthouse on a cliff above a stormy sea at sunset, warm light in the windows, distant mountains'

const bar = (value: number): string => {
  const full = Math.round(value * 24)
  return `${'█'.repeat(full)}${'░'.repeat(24 - full)} ${String(Math.round(value * 100)).padStart(3)} %`
}

/** The main job as any client does it: take a model, send a prompt, poll the status until the picture is there. */
export async function generateOne(url: string, print: (line: string) => void): Promise<Picture> {
  const { api } = hc<App>(url)
  const models = await api.models.$get({ query: {} })
  if (models.status !== 200) throw new Error((await models.json()).detail)
  const model = (await models.json()).base[0]
  if (model === undefined) throw new Error('The server has no checkpoint')

  const accepted = await api.generate.$post({
    json: { prompt, model: model.filename, resolution: { width: 768, height: 512 } },
  })
  if (accepted.status !== 202) throw new Error((await accepted.json()).detail)
  const { request_id } = await accepted.json()
  print(`Generating "${prompt}" with ${model.display_name} (${request_id})`)

  let shown = ''
  while (true) {
    const answer = await api.generate.status[':request_id'].$get({ param: { request_id } })
    if (answer.status !== 200) throw new Error((await answer.json()).detail)
    const job = await answer.json()
    if (job.status === 'error' || job.status === 'cancelled')
      throw new Error(job.error ?? job.status)
    const line = `  ${bar(job.status === 'completed' ? 1 : (job.progress?.value ?? 0))} ${job.progress?.stage ?? job.status}`
    if (line !== shown) print(line)
    shown = line
    const [image] = job.images ?? []
    if (image !== undefined)
      return { seed: job.seed, path: image.filepath, imageUrl: image.image_url }
    if (job.status === 'completed')
      throw new Error('The job completed but its picture is not in the gallery')
    await delay(100)
  }
}
