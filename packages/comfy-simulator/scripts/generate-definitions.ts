// Takes the definitions of the nodes the simulator can run from the recorded `GET /object_info` of each release and writes
// them, word for word, into src/nodes/definitions-….generated.ts.
import { writeFileSync } from 'node:fs'
import { readObjectInfoText, recordedVersions } from '@darkroom/comfy-recordings'
import { nodes } from '../src/nodes/registry.ts'
import { parseJson } from '../src/python/parse.ts'
import { stringifyJson } from '../src/python/stringify.ts'
import { isDict } from '../src/python/value.ts'

// The server recorded as 0.8.0 lacked what is behind these; hand-written.ts has them.
const byHand = new Set(['UpscaleModelLoader', 'ImageUpscaleWithModel', 'SaveImageWebsocket'])

for (const version of recordedVersions) {
  const recorded = parseJson(readObjectInfoText(version))
  if (!isDict(recorded)) throw new Error(`The recorded object_info of ${version} is not an object`)
  const missing = [...nodes.keys()].filter((name) => !recorded.has(name) && !byHand.has(name))
  if (missing.length > 0) throw new Error(`Not recorded of ${version}: ${missing.join(', ')}`)
  const lines = [...recorded]
    .filter(([name]) => nodes.has(name))
    .map(([name, definition]) => `  ${name}: ${JSON.stringify(stringifyJson(definition))},`)
  writeFileSync(
    new URL(
      `../src/nodes/definitions-${version.replaceAll('.', '-')}.generated.ts`,
      import.meta.url,
    ),
    `/** \`GET /object_info\` of ComfyUI ${version}, as text by class. Written by scripts/generate-definitions.ts. */
export const definitionTexts: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`,
  )
}
