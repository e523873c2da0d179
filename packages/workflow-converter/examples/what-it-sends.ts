import { createConverter, readEditorWorkflow } from '@darkroom/workflow-converter'

// node examples/what-it-sends.ts [ADDRESS OF A COMFYUI]
const [address = 'http://127.0.0.1:8188'] = process.argv.slice(2)
const objectInfo: unknown = await (await fetch(`${address}/object_info`)).json()

/** A checkpoint and a prompt, with a reroute between them and a note, as the editor saves them. */
const saved = {
  version: 0.4,
  nodes: [
    {
      id: 4,
      type: 'CheckpointLoaderSimple',
      outputs: [
        { name: 'MODEL', type: 'MODEL', links: [] },
        { name: 'CLIP', type: 'CLIP', links: [1] },
      ],
      widgets_values: ['dreamscape.safetensors'],
    },
    { id: 5, type: 'Reroute', inputs: [{ name: '', type: '*', link: 1 }] },
    {
      id: 6,
      type: 'CLIPTextEncode',
      inputs: [{ name: 'clip', type: 'CLIP', link: 2 }],
      widgets_values: ['a {red|blue} fox // quick'],
    },
    { id: 7, type: 'Note', widgets_values: ['to do'] },
  ],
  links: [
    [1, 4, 1, 5, 0, '*'],
    [2, 5, 0, 6, 0, 'CLIP'],
  ],
}

const converter = createConverter(objectInfo)
const reading = readEditorWorkflow(saved)
if (reading.workflow === undefined) throw new Error(reading.problem.message)

const { prompt, problems, values } = converter.convert(reading.workflow, { random: Math.random })
for (const { message } of problems) console.log(message)
console.log(JSON.stringify(prompt, null, 2))
for (const { path, name, goesTo } of values) {
  const inputs = goesTo.map(({ node, input }) => `${node}.${input}`)
  console.log(`${path}.${name} goes to ${inputs.join(', ')}`)
}
