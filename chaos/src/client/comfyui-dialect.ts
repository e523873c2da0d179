import { z } from 'zod'
import type { Api } from './api.ts'
import type { Dialect } from './dialect.ts'
import type { Picture } from './picture.ts'
import { imageToImageGraph, textToImageGraph } from './text-to-image-graph.ts'
import type { WishPlan } from './wish.ts'

const model = 'base/dreamscape_xl.safetensors'

/** What a picture says of the wish that it was made for, for its graph is written into it. */
export const textOf = ({ key }: Pick<WishPlan, 'key'>): string => `a wish called ${key}`

/** The graph of a wish: of its own text, and from its picture where it has one. Some programs need a title on each node. */
export function comfyuiGraph(plan: WishPlan, image?: string) {
  const about = { model, steps: plan.steps, text: textOf(plan) }
  const nodes =
    image === undefined ? textToImageGraph(about) : imageToImageGraph({ ...about, image })
  return Object.fromEntries(
    Object.entries(nodes).map(([id, node]) => [id, { ...node, _meta: { title: node.class_type } }]),
  )
}

const takenSchema = z.object({ prompt_id: z.string() })
const cancelledSchema = z.object({ cancelled: z.boolean() })

/** ComfyUI's own, whose clients have no keys: the id that they give a prompt is one. Its paths are the same at every port. */
export const comfyui: Dialect = {
  ask: (plan, { promptId, imageName }) => ({
    path: '/comfyui/prompt',
    body: {
      prompt: comfyuiGraph(plan, imageName),
      prompt_id: promptId,
      client_id: plan.client ?? 'chaos',
    },
  }),
  acceptedIn: ({ status, json }) =>
    status === 200 ? takenSchema.safeParse(json).data?.prompt_id : undefined,
  cancel: (id) => ({ path: `/comfyui/api/jobs/${id}/cancel`, method: 'POST' }),
  // It does not tell what waits from what runs.
  cancelledIn: (json) => {
    const read = cancelledSchema.safeParse(json)
    if (!read.success) return undefined
    return read.data.cancelled ? 'requested' : 'too_late'
  },
}

const uploadedSchema = z.object({ name: z.string(), subfolder: z.string() })

/** All clients call their files so: the names in the answers differ where the bytes do. */
const fileName = 'mine.png'

/** Sends a picture under its client's name; resolves with the name for graphs, undefined when there was no answer, or a refusal. */
export async function uploadToComfyui(api: Api, { bytes }: Picture): Promise<string | undefined> {
  const form = new FormData()
  form.append('image', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), fileName)
  const answer = await api
    .request('/comfyui/upload/image', { method: 'POST', body: form })
    .catch(() => undefined)
  const json: unknown = await answer?.json().catch(() => undefined)
  if (answer?.ok !== true) return undefined
  const { data } = uploadedSchema.safeParse(json)
  if (data === undefined) return undefined
  return data.subfolder === '' ? data.name : `${data.subfolder}/${data.name}`
}
