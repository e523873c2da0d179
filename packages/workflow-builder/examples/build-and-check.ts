import { readNodeCatalog, validateGraph } from '@darkroom/comfy-graph'
import { textToImage } from '@darkroom/workflow-builder'

const workflow = textToImage({
  prompt: 'a quiet harbour at dawn',
  negative_prompt: 'blurry',
  model: 'dreamscape.safetensors',
  seed: 42,
  steps: 20,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  resolution: { width: 1024, height: 1024 },
  loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 1 }],
})

const server = process.env.COMFYUI_API_URL ?? 'http://localhost:8188'
const answer = await fetch(`${server}/object_info`).catch(() => {
  console.error(`No ComfyUI at ${server}. Start one, or a simulated one: npm run simulator`)
  process.exit(1)
})
const problems = validateGraph(workflow.toPrompt(), readNodeCatalog(await answer.json()))
for (const { message } of problems) console.log(message)
if (problems.length === 0) console.log('The server can run it:', workflow.toPrompt())
