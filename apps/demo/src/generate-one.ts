import { setTimeout as delay } from 'node:timers/promises'
import type { App } from '@darkroom/api'
import { hc } from 'hono/client'
import { progressLine } from './progress-line.ts'

type Api = ReturnType<typeof hc<App>>['api']

interface Picture {
  readonly seed: number
  /** Path below the gallery's folder. */
  readonly path: string
  readonly imageUrl: string
  readonly thumbnailUrl: string
}

const prompt =
  'a lighthouse on a cliff above a stormy sea at sunset, warm light in the windows, distant mountains'

async function firstModel(api: Api): Promise<string> {
  const answer = await api.models.$get({ query: {} })
  if (answer.status !== 200) throw new Error((await answer.json()).detail)
  const [model] = (await answer.json()).base
  if (model === undefined) throw new Error('The server has no checkpoint')
  return model.filename
}

async function statusOf(api: Api, request_id: string) {
  const answer = await api.generate.status[':request_id'].$get({ param: { request_id } })
  if (answer.status !== 200) throw new Error((await answer.json()).detail)
  const job = await answer.json()
  if (job.status === 'error' || job.status === 'cancelled') throw new Error(job.error ?? job.status)
  return job
}

/** Does the main job as any client does: choose a model, send a prompt, poll until the picture is there, show it. */
export async function generateOne(
  url: string,
  { print, signal }: { readonly print: (line: string) => void; readonly signal: AbortSignal },
): Promise<Picture> {
  const { api } = hc<App>(url, { init: { signal } })
  const model = await firstModel(api)
  const accepted = await api.generate.$post({
    json: { prompt, model, resolution: { width: 768, height: 512 } },
  })
  if (accepted.status !== 202) throw new Error((await accepted.json()).detail)
  const { request_id } = await accepted.json()
  print(`Generating "${prompt}" with ${model} (${request_id})`)

  let job = await statusOf(api, request_id)
  let shown = ''
  while (job.status !== 'completed') {
    const line = progressLine(job.progress?.value ?? 0, job.progress?.stage ?? job.status)
    if (line !== shown) print(line)
    shown = line
    await delay(100, undefined, { signal })
    job = await statusOf(api, request_id)
  }
  print(progressLine(1, job.status))
  const [image] = job.images ?? []
  if (image === undefined)
    throw new Error('The job completed but its picture is not in the gallery')
  const { filepath: path, image_url: imageUrl, thumbnail_url: thumbnailUrl } = image
  const thumbnail = await fetch(`${url}${thumbnailUrl}`, { signal })
  if (!thumbnail.ok) throw new Error(`The thumbnail answered ${thumbnail.status}`)
  await thumbnail.arrayBuffer()
  return { seed: job.seed, path, imageUrl, thumbnailUrl }
}
