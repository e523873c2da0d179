import { setTimeout as delay } from 'node:timers/promises'
import { CallWrapper, ComfyApi, PromptBuilder } from '@saintno/comfyui-sdk'
import { z } from 'zod'
import { comfyuiGraph } from '../comfyui-dialect.ts'
import { patientFetch } from './patient-fetch.ts'
import { QuietSocket } from './quiet-socket.ts'
import { type RunBySdk, viewUrl } from './run-by-sdk.ts'

const outputSchema = z.object({
  images: z.array(z.object({ filename: z.string(), subfolder: z.string(), type: z.string() })),
})
const savingNode = '7'

/**
 * `@saintno/comfyui-sdk`, which opens its socket again once and no more: so that its history is asked, too, as by somebody who has waited
 * for long.
 */
export const runBySaintno: RunBySdk = async (wish, { url, signal }) => {
  const api = new ComfyApi(url, wish.plan.client ?? wish.promptId, {
    customWebSocketImpl: Object(QuietSocket),
  })
  const fetchPatiently = patientFetch(wish, signal)
  api.fetchApi = (route, init) => fetchPatiently(`${url}${route}`, init)
  const done = new AbortController()
  try {
    await api.init(10, 100).waitForReady()
    const prompt = new PromptBuilder(comfyuiGraph(wish.plan), [], ['images'])
    prompt.setOutputNode('images', savingNode)
    const call = new CallWrapper(api, prompt).run()
    const output = await Promise.race([
      call.then((result) =>
        result === false || result === undefined ? fromHistory() : result.images,
      ),
      fromHistory(2_000),
    ])
    return outputSchema.parse(output).images.map((file) => viewUrl(url, file))
  } finally {
    done.abort()
    api.destroy()
  }

  async function fromHistory(afterMs = 50): Promise<unknown> {
    for (;;) {
      await delay(afterMs, undefined, { signal: AbortSignal.any([signal, done.signal]) })
      const entry = wish.id === undefined ? undefined : await api.getHistory(wish.id)
      if (entry?.status?.completed === true) return Reflect.get(entry.outputs, savingNode)
    }
  }
}
