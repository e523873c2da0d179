import { createComfyClient } from '@darkroom/comfy-client'
import { comfyuiGraph } from '../comfyui-dialect.ts'
import { type RunBySdk, viewUrl } from './run-by-sdk.ts'

/** Our own client for ComfyUI, as the product itself uses it. */
export const runByDarkroomClient: RunBySdk = async (wish, { url, signal }) => {
  await using client = createComfyClient({ baseUrl: url, timeoutMs: 700, submitTimeoutMs: 1_500 })
  const { files, promptId } = await client.run(comfyuiGraph(wish.plan), {
    promptId: wish.promptId,
    pollMs: 100,
    silentMs: 1_000,
    signal,
  })
  wish.hear(promptId)
  return files.map((file) => viewUrl(url, file))
}
