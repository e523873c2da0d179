import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createTestFolder, listFiles } from '../test/test-gallery.ts'

const child = fileURLToPath(new URL('../test/kill-child.ts', import.meta.url))
const images = 12
const kills = 8

/** Runs a child that writes a dot before each action, and kills it in the middle of some later one. */
async function runAndKill(root: string, seed: number): Promise<void> {
  const running = spawn(
    process.execPath,
    ['--conditions=@darkroom/source', child, root, String(seed)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exited = once(running, 'exit')
  let actions = 0
  for await (const dots of running.stdout) {
    actions += String(dots).length
    if (actions > (seed * 7) % 23) running.kill('SIGKILL')
  }
  const [, signal] = await exited
  expect(signal).toBe('SIGKILL')
}

test('whenever it is killed, every image is in the gallery or in the trash, with all that belongs to it', {
  timeout: 120_000,
}, async () => {
  await using folder = await createTestFolder()
  for (let number = 0; number < images; number += 1) {
    await folder.writeImage(`${number}.png`, { prompt: `number ${number}` })
    await folder.write(`${number}.json`, JSON.stringify({ tags: [`tag ${number}`] }))
    await folder.write(`.thumbnails/${number}.png.webp`, `thumbnail ${number}`)
  }
  for (let kill = 1; kill <= kills; kill += 1) {
    await runAndKill(folder.root, kill)
    await using gallery = await folder.open()
    await gallery.ready()
    const shown = gallery.query().items
    const trashed = await gallery.listTrash()
    expect(shown.length + trashed.length).toBe(images)
    for (const { recipe, tags } of shown) {
      expect(tags).toEqual([recipe.prompt?.replace('number', 'tag')])
    }
    for (const { files } of trashed) expect(files).toHaveLength(3)
    const files = await listFiles(folder.root)
    expect(files.filter((path) => path.startsWith('.trash/.operations'))).toEqual([])
    expect(files.length).toBe(images * 3 + trashed.length)
  }
})
