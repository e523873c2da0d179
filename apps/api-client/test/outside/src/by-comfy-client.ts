import { createComfyClient } from '@darkroom/comfy-client'
import { textToImage } from '@darkroom/workflow-builder'
import { wishOf } from './wish.ts'

/** Past Darkroom, by the library alone; gives the first bytes of the picture. */
export async function byComfyClient(baseUrl: string): Promise<string> {
  await using client = createComfyClient({ baseUrl })
  const words = {
    negative_prompt: '',
    seed: 7,
    cfg: 7,
    sampler: 'euler',
    scheduler: 'normal',
    loras: [],
  }
  const { files } = await client.run(
    textToImage({ ...wishOf('comfy-client'), ...words }).toPrompt(),
    {
      signal: AbortSignal.timeout(20_000),
    },
  )
  const [file] = files
  if (file === undefined) throw new Error('There is no picture')
  const { body } = await client.view(file)
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).subarray(1, 4).toString('latin1')
}
