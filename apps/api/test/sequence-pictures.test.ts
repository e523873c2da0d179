import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { problem, type RunningDarkroom, request, runDarkroom } from './running-darkroom.ts'

const story =
  'Mia, a girl with red hair, finds a lantern in a dark forest. She follows its light over a river to an old lighthouse, where her lost brother waits at dawn.'

/** Starts a story of three frames. */
async function tellStory({ api }: RunningDarkroom): Promise<string> {
  const { model, ...parameters } = request
  const written = await api.sequence.prompts.$post({
    json: { story_description: story, model, frame_count: 3 },
  })
  if (written.status !== 200) throw new Error(`prompts answered ${written.status}`)
  const { sequence_id, prompts } = await written.json()
  const { steps, resolution } = parameters
  const accepted = await api.sequence.generate.$post({
    json: { sequence_id, prompts, parameters: { steps, resolution } },
  })
  expect(accepted.status).toBe(202)
  return sequence_id
}

/** Waits for the end of the sequence's events. */
async function finished({ url }: RunningDarkroom, id: string, frames: number): Promise<void> {
  await (await fetch(`${url}/api/sequence/${id}/events`)).text()
  const answer = await fetch(`${url}/api/sequence/${id}`)
  expect(await answer.json()).toMatchObject({ completed_frames: frames })
}

test('a sequence has a contact sheet and a slideshow, known by their tags, and kept beside those of others', async () => {
  await using running = await runDarkroom()
  const ids = [await tellStory(running), await tellStory(running)]
  for (const id of ids) {
    await finished(running, id, 3)
    for (const [picture, pages] of [
      ['contact-sheet.webp?cell=64', 1],
      ['slideshow.webp?frame_ms=200&width=64', 3],
    ] as const) {
      const url = `${running.url}/api/sequence/${id}/${picture}`
      const answer = await fetch(url)
      expect(answer.headers.get('content-type')).toBe('image/webp')
      const bytes = Buffer.from(await answer.arrayBuffer())
      const { pages: found = 1, delay = [] } = await sharp(bytes, { pages: -1 }).metadata()
      expect({ found, delay }).toEqual({ found: pages, delay: pages === 1 ? [] : [200, 200, 200] })
      const head = await fetch(url, { method: 'HEAD' })
      expect(head.headers.get('content-length')).toBe(String(bytes.length))
      const etag = answer.headers.get('etag') ?? ''
      expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304)
    }
  }
  const kept = await readdir(join(running.state, 'sequence-pictures'))
  for (const id of ids) expect(kept.filter((name) => name.includes(id))).toHaveLength(2)
})

test('a sequence without a finished frame has no pictures yet, and an unknown one none at all', async () => {
  await using running = await runDarkroom()
  running.simulator.hold()
  const id = await tellStory(running)
  for (const picture of ['contact-sheet.webp', 'slideshow.webp']) {
    const early = await fetch(`${running.url}/api/sequence/${id}/${picture}`)
    expect((await problem(early, 409)).code).toBe('no_frames')
    const unknown = `${running.url}/api/sequence/${crypto.randomUUID()}/${picture}`
    await problem(await fetch(unknown), 404)
  }
  running.simulator.release()
})

test.each([
  'slideshow.webp?width=63',
  'slideshow.webp?width=1601',
  'slideshow.webp?width=wide',
  'slideshow.webp?frame_ms=19',
  'slideshow.webp?frame_ms=1.5',
  'contact-sheet.webp?columns=0',
  'contact-sheet.webp?cell=513',
  'contact-sheet.webp?columns=2&columns=3',
])('%s is refused', async (picture) => {
  await using running = await runDarkroom()
  await problem(await fetch(`${running.url}/api/sequence/${crypto.randomUUID()}/${picture}`), 400)
})
