import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTemplateFiles, createWildcardFiles } from '@darkroom/prompt-templates'

const folder = await mkdtemp(join(tmpdir(), 'darkroom-'))
await writeFile(join(folder, 'weather.txt'), '# one option each\nfog\nrain\n{low|high} sun\n')

const templates = createTemplateFiles(join(folder, 'templates'))
await templates.save({ name: 'Harbour', prompt: 'a {quiet|busy} harbour, __weather__', steps: 30 })

const { prompt } = await templates.load('harbour')
const wildcards = createWildcardFiles(folder)
for (const seed of [1, 2, 3]) {
  const drawn = await wildcards.expand({ prompt, negative_prompt: 'blurry', seed })
  console.log(seed, drawn.prompt)
}
