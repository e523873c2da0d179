// Takes the definitions of the nodes the simulator can run from a recorded `GET /object_info` (ComfyUI 0.8.0)
// and writes them, word for word, into src/nodes/definitions.generated.ts.
import { writeFileSync } from 'node:fs'
import { readObjectInfoText } from '@darkroom/comfy-recordings'
import { nodes } from '../src/nodes/registry.ts'
import { parseJson } from '../src/python/parse.ts'
import { stringifyJson } from '../src/python/stringify.ts'
import { isDict } from '../src/python/value.ts'

const recorded = parseJson(readObjectInfoText())
if (!isDict(recorded)) throw new Error('The recorded object_info is not an object')

// The recorded server lacked the package behind these two; definitions.ts writes them by hand.
const byHand = new Set(['UpscaleModelLoader', 'ImageUpscaleWithModel'])
const missing = [...nodes.keys()].filter((name) => !recorded.has(name) && !byHand.has(name))
if (missing.length > 0) throw new Error(`Not in the recorded object_info: ${missing.join(', ')}`)

const lines = [...recorded]
  .filter(([name]) => nodes.has(name))
  .map(([name, definition]) => `  ${name}: ${JSON.stringify(stringifyJson(definition))},`)

writeFileSync(
  new URL('../src/nodes/definitions.generated.ts', import.meta.url),
  `/** \`GET /object_info\` of ComfyUI 0.8.0, as text by class. Written by scripts/generate-definitions.ts. */
export const definitionTexts: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`,
)
