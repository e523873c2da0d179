import { readdir, readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptedSchema, type Job } from '../src/generate/generate-schemas.ts'
import { ended, problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom({ simulation: { profile: '0.33.0' } })
})
afterAll(() => running[Symbol.asyncDispose]())

type Graph = Readonly<Record<string, { readonly class_type: string; readonly inputs: object }>>

async function run(workflow: Graph): Promise<Job> {
  const answer = await fetch(`${running.url}/api/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workflow }),
  })
  expect(answer.status).toBe(202)
  const { request_id: id } = acceptedSchema.parse(await answer.json())
  return ended(running, id)
}

const pictures: Graph = {
  pictures: {
    class_type: 'EmptyImage',
    inputs: { width: 64, height: 48, batch_size: 4, color: 9 },
  },
}
const video: Graph = {
  ...pictures,
  film: { class_type: 'CreateVideo', inputs: { images: ['pictures', 0], fps: 8 } },
  video: {
    class_type: 'SaveVideo',
    inputs: { video: ['film', 0], filename_prefix: 'video/x', format: 'mp4', codec: 'auto' },
  },
}

const mixed: Graph = {
  ...video,
  picture: {
    class_type: 'SaveAnimatedWEBP',
    inputs: {
      ...{ images: ['pictures', 0], filename_prefix: 'x', fps: 6, lossless: true },
      ...{ quality: 80, method: 'default' },
    },
  },
  sound: { class_type: 'EmptyAudio', inputs: { duration: 1, sample_rate: 44_100, channels: 2 } },
  audio: { class_type: 'SaveAudio', inputs: { audio: ['sound', 0], filename_prefix: 'audio/x' } },
  text: { class_type: 'PreviewAny', inputs: { source: '<script>alert(1)</script>' } },
}

test('a job of every kind of output tells all of them, and each is served as what it is', async () => {
  const job = await run(mixed)
  expect(job).toMatchObject({
    status: 'completed',
    images: [
      { media_type: 'video/mp4', width: 64, height: 48 },
      { media_type: 'image/webp', width: 64, height: 48 },
    ],
    outputs: [
      { kind: 'video', media_type: 'video/mp4', node: 'video', type: 'output', width: 64 },
      { kind: 'image', media_type: 'image/webp', node: 'picture' },
      { kind: 'audio', media_type: 'audio/flac', node: 'audio' },
      { kind: 'text', media_type: 'text/plain', node: 'text', text: '<script>alert(1)</script>' },
    ],
  })
  const { images = [], outputs = [], image_url: first, request_id: id } = job
  expect(first).toBe(images[1]?.image_url)
  expect(outputs.slice(0, 2).map(({ url, image_id }) => ({ url, image_id }))).toEqual(
    images.map((image) => ({ url: image.image_url, image_id: image.id })),
  )
  for (const [at, { filepath, size_bytes, media_type, url, kind }] of outputs.entries()) {
    const bytes = await readFile(join(running.gallery, filepath))
    expect(bytes.length).toBe(size_bytes)
    for (const path of [url, `/api/jobs/${id}/outputs/${at}`]) {
      const answer = await fetch(`${running.url}${path}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toMatch(new RegExp(`^${media_type}`))
      expect(answer.headers.get('content-disposition')).toMatch(/^inline/)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toContain('sandbox')
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    }
    const part = await fetch(`${running.url}/api/jobs/${id}/outputs/${at}?download=1`, {
      headers: { range: 'bytes=2-5' },
    })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(2, 6))).toBe(true)
    // What the gallery lists has its recipe from the sidecar, and a thumbnail or a poster.
    if (kind === 'video' || kind === 'image') {
      const shown = images.find((image) => image.filepath === filepath)
      expect(shown).toMatchObject({ source: 'darkroom' })
    }
  }
  const picture = images[1]?.thumbnail_url
  expect((await fetch(`${running.url}${picture}`)).status).toBe(200)
  const listed = await fetch(`${running.url}/api/gallery`)
  expect(await listed.json()).toHaveLength(2)
})

test('deleting a picture takes its sidecar with it, and leaves the other files of the job', async () => {
  const { images = [], outputs = [], request_id: id } = await run(mixed)
  const [folder = ''] = outputs[0]?.filepath.split('/') ?? []
  const mine = async (): Promise<readonly string[]> =>
    (await readdir(join(running.gallery, folder))).filter((name) => name.includes(id.slice(0, 8)))
  expect(await mine()).toHaveLength(8)
  for (const { id: image } of images) {
    await fetch(`${running.url}/api/gallery/image/${image}`, { method: 'DELETE' })
  }
  expect((await mine()).map((name) => name.split('.')[1])).toEqual(['flac', 'json', 'json', 'txt'])
  const at = (index: number): Promise<Response> =>
    fetch(`${running.url}/api/jobs/${id}/outputs/${index}`)
  expect((await problem(await at(0), 404)).code).toBe('not_found')
  expect((await at(2)).status).toBe(200)
  await problem(await at(4), 404)
  // A link in the place of the file leads nowhere.
  const sound = join(running.gallery, outputs[2]?.filepath ?? '')
  await rm(sound)
  await symlink('/etc/hostname', sound)
  await problem(await at(2), 404)
  await problem(await fetch(`${running.url}/api/jobs/${crypto.randomUUID()}/outputs/0`), 404)
  await problem(await fetch(`${running.url}/api/jobs/${id}/outputs/x`), 400)
})

test('a graph without anything that is saved or shown is refused, and says so', async () => {
  const answer = await fetch(`${running.url}/api/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workflow: pictures }),
  })
  expect(await problem(answer, 400)).toMatchObject({
    detail: expect.stringContaining('saves or shows'),
  })
})
