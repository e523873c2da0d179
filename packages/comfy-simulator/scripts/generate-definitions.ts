// Takes the definitions of every class that runs on the server itself from the recorded `GET /object_info` of each release
// and writes them, word for word, into src/nodes/definitions-….generated.json.
import { writeFileSync } from 'node:fs'
import { readObjectInfoText, recordedVersions } from '@darkroom/comfy-recordings'
import { parseJson } from '../src/python/parse.ts'
import { stringifyJson } from '../src/python/stringify.ts'
import { getString, isDict, type PyValue } from '../src/python/value.ts'

/** Whether a class asks a paid service over the network, which a simulator has no part in. */
const isRemote = (definition: PyValue): boolean =>
  isDict(definition) &&
  (definition.get('api_node') === true ||
    getString(definition, 'python_module')?.startsWith('comfy_api_nodes') === true)

for (const version of recordedVersions) {
  const recorded = parseJson(readObjectInfoText(version))
  if (!isDict(recorded)) throw new Error(`The recorded object_info of ${version} is not an object`)
  const texts = [...recorded]
    .filter(([, definition]) => !isRemote(definition))
    .map(([name, definition]) => [name, stringifyJson(definition)])
  writeFileSync(
    new URL(
      `../src/nodes/definitions-${version.replaceAll('.', '-')}.generated.json`,
      import.meta.url,
    ),
    `${JSON.stringify(Object.fromEntries(texts), null, 1)}\n`,
  )
}
