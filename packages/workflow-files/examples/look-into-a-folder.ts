import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkflowFiles } from '@darkroom/workflow-files'

const folder = await mkdtemp(join(tmpdir(), 'darkroom-'))
const workflows = createWorkflowFiles(folder)

// Saved by a program …
const graph = { 3: { class_type: 'KSampler', inputs: { seed: 5, steps: 20 } } }
await workflows.save('Portrait', new TextEncoder().encode(JSON.stringify(graph)))
await workflows.saveEdits('Portrait', { steps: { hidden: true } })
// … and dropped into the folder by a person.
await writeFile(join(folder, 'Holiday.png'), 'not really a picture')

for (const found of await workflows.list()) {
  console.log(found.name, found.kind === 'broken' ? found.problem : found.texts.workflow)
}
console.log(await workflows.remove('portrait'))
await rm(folder, { recursive: true })
