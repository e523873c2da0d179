import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { scenePromptsSchema } from '../src/stories/story-schemas.ts'
import { uploadSchema } from '../src/uploads/upload-schemas.ts'
import {
  ended,
  generate,
  type RunningDarkroom,
  request,
  runDarkroom,
  temporaryFolder,
} from './running-darkroom.ts'

const post = (url: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Two that have folders and servers of their own, and share the gallery and what else they must both see. */
async function runTwo() {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder())
  const settings = {
    GALLERY_STORAGE_PATH: join(folder.path, 'gallery'),
    SHARED_STATE_PATH: join(folder.path, 'shared'),
  }
  const started = await Promise.allSettled([runDarkroom({ settings }), runDarkroom({ settings })])
  const running: RunningDarkroom[] = []
  for (const one of started) if (one.status === 'fulfilled') running.push(stack.use(one.value))
  const [one, other] = running
  if (one === undefined || other === undefined) throw new Error('one did not start')
  const resources = stack.move()
  return {
    ...{ one, other, folder: folder.path },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

const rows = z.array(z.looseObject({ id: z.string() }))
const idsOf = async ({ url }: RunningDarkroom): Promise<readonly string[]> =>
  rows.parse(await (await fetch(`${url}/api/gallery`)).json()).map(({ id }) => id)

test('what one of two that share their folders makes, is sent and keeps is there for the other', async () => {
  await using two = await runTwo()
  const { one, other } = two
  const jobs = await Promise.all([generate(one, { seed: 1 }), generate(other, { seed: 2 })])
  const done = await Promise.all([ended(one, jobs[0] ?? ''), ended(other, jobs[1] ?? '')])
  expect(done.map(({ status }) => status)).toEqual(['completed', 'completed'])
  for (const each of [one, other]) await expect.poll(() => idsOf(each)).toHaveLength(2)

  const [id = ''] = await idsOf(one)
  const trashed = await fetch(`${one.url}/api/gallery/image/${id}`, { method: 'DELETE' })
  expect(trashed.status).toBe(200)
  await expect.poll(() => idsOf(other)).toHaveLength(1)
  expect((await post(`${other.url}/api/gallery/image/${id}/restore`, {})).status).toBe(200)
  await expect.poll(() => idsOf(one)).toHaveLength(2)

  const bytes = await (await fetch(`${other.url}/api/gallery/image/${id}`)).arrayBuffer()
  const sent = await fetch(`${one.url}/api/uploads`, { method: 'POST', body: bytes })
  const { upload_id } = uploadSchema.parse(await sent.json())
  const changed = await generate(other, { image: { upload: upload_id } })
  expect((await ended(other, changed)).status).toBe('completed')

  const story_description =
    'Mia finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her brother waits.'
  const told = await post(`${one.url}/api/sequence/prompts`, {
    story_description,
    frame_count: 3,
    model: request.model,
  })
  const { sequence_id, prompts } = scenePromptsSchema.parse(await told.json())
  const draft = await fetch(`${other.url}/api/sequence/${sequence_id}/prompts`)
  expect(scenePromptsSchema.parse(await draft.json()).prompts).toEqual(prompts)

  expect(await readdir(join(two.folder, 'shared'))).toEqual(
    expect.arrayContaining(['install-id', 'sequences', 'uploads']),
  )
  expect(await readdir(one.state)).not.toContain('uploads')
})
