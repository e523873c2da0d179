import { setTimeout as delay } from 'node:timers/promises'
import {
  ComfyConnectionError,
  ComfyResponseError,
  ComfyTimeoutError,
  createComfyClient,
} from '@darkroom/comfy-client'
import { comfyuiGraph } from '../comfyui-dialect.ts'
import { type RunBySdk, viewUrl } from './run-by-sdk.ts'

/** Our own client for ComfyUI, as the product itself uses it. */
export const runByDarkroomClient: RunBySdk = async (wish, { url, signal }) => {
  await using client = createComfyClient({ baseUrl: url, timeoutMs: 700, submitTimeoutMs: 1_500 })
  for (;;) {
    try {
      const { files, promptId } = await client.run(comfyuiGraph(wish.plan), {
        promptId: wish.promptId,
        pollMs: 100,
        silentMs: 1_000,
        signal,
      })
      wish.hear(promptId)
      return files.map((file) => viewUrl(url, file))
    } catch (error) {
      if (!isNotTaken(error)) throw error
      await delay(50, undefined, { signal })
    }
  }
}

/** Whether the prompt never came to be, as far as the client could see, so that it is asked for again. Not what was seen once and is lost. */
const isNotTaken = (error: unknown): boolean =>
  error instanceof ComfyConnectionError ||
  error instanceof ComfyTimeoutError ||
  (error instanceof ComfyResponseError && (error.status ?? 0) >= 429)
