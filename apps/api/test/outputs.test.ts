import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { acceptedSchema, type Job } from '../src/generate/generate-schemas.ts'
import { acceptedBatchSchema, batchSchema } from '../src/groups/batch-schemas.ts'
import { workflowSchema } from '../src/workflows/workflow-schemas.ts'
import { namesInZip } from './names-in-zip.ts'
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

const rare: Graph = {
  ...pictures,
  film: {
    class_type: 'SaveWEBM',
    inputs: { images: ['pictures', 0], filename_prefix: 'x', codec: 'vp9', fps: 8, crf: 32 },
  },
  sound: { class_type: 'EmptyAudio', inputs: { duration: 1, sample_rate: 44_100, channels: 2 } },
  mp3: {
    class_type: 'SaveAudioMP3',
    inputs: { audio: ['sound', 0], filename_prefix: 'audio/x', quality: 'V0' },
  },
  latent: { class_type: 'EmptyLatentHunyuan3Dv2', inputs: { resolution: 3072, batch_size: 1 } },
  vae: { class_type: 'VAELoader', inputs: { vae_name: 'ae.safetensors' } },
  voxel: {
    class_type: 'VAEDecodeHunyuan3D',
    inputs: { samples: ['latent', 0], vae: ['vae', 0], num_chunks: 8000, octree_resolution: 256 },
  },
  mesh: { class_type: 'VoxelToMeshBasic', inputs: { voxel: ['voxel', 0], threshold: 0.6 } },
  scene: { class_type: 'SaveGLB', inputs: { mesh: ['mesh', 0], filename_prefix: '3d/x' } },
  words: { class_type: 'PrimitiveString', inputs: { value: 'a,b' } },
  text: {
    class_type: 'SaveText',
    inputs: { text: ['words', 0], filename_prefix: 'x', format: 'csv' },
  },
}
const kinds = [
  ['film', 'video', 'video/webm', 'inline', 'webm'],
  ['mp3', 'audio', 'audio/mpeg', 'inline', 'mp3'],
  ['scene', '3d', 'model/gltf-binary', 'attachment', 'glb'],
  ['text', 'text', 'text/plain', 'inline', 'txt'],
] as const

test('a kept workflow of a film, a sound, a scene and a text says so, makes them, and a batch of it is a ZIP of all', async () => {
  await writeFile(join(running.gallery, 'workflows', 'rare.json'), JSON.stringify(rare))
  const shown = await (await fetch(`${running.url}/api/workflows/rare`)).json()
  expect(workflowSchema.parse(shown).outputs.map(({ node, type }) => [node, type])).toEqual(
    kinds.map(([node, type]) => [node, type]),
  )
  const post = (path: string, body: object) =>
    fetch(`${running.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const body = { workflow: 'rare', matrix: { fps: [8, 12] } }
  const { batch_id: batch } = acceptedBatchSchema.parse(await (await post('batch', body)).json())
  await (await fetch(`${running.url}/api/batch/${batch}/events`)).text()
  const { job_ids: ids, images } = batchSchema.parse(
    await (await fetch(`${running.url}/api/batch/${batch}`)).json(),
  )
  for (const id of ids) {
    const { outputs = [] } = await ended(running, id)
    expect(outputs.map(({ node, kind, media_type }) => [node, kind, media_type])).toEqual(
      kinds.map(([node, kind, mediaType]) => [node, kind, mediaType]),
    )
    for (const [at, [, , mediaType, disposition]] of kinds.entries()) {
      const answer = await fetch(`${running.url}/api/jobs/${id}/outputs/${at}`)
      expect(answer.headers.get('content-type')).toMatch(new RegExp(`^${mediaType}`))
      expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`^${disposition}`))
      expect((await answer.arrayBuffer()).byteLength).toBe(outputs[at]?.size_bytes)
    }
  }
  const all = await (await fetch(`${running.url}/api/batch/${batch}/archive`)).arrayBuffer()
  const names = namesInZip(Buffer.from(all)).filter((name) => !name.endsWith('.json'))
  expect(names.map((name) => name.split('.').at(-1)).toSorted()).toEqual(
    kinds.flatMap(([, , , , extension]) => [extension, extension]).toSorted(),
  )

  // Of the gallery it is the film alone: it goes into archives, to the trash and back.
  const [film] = images
  const archive = await post('gallery/archive', { ids: [film?.id] })
  expect(namesInZip(Buffer.from(await archive.arrayBuffer()))[0]).toMatch(/\.webm$/)
  await fetch(`${running.url}/api/gallery/image/${film?.id}`, { method: 'DELETE' })
  const trash = z
    .array(z.object({ id: z.string(), media_type: z.string(), image_url: z.string() }))
    .parse(await (await fetch(`${running.url}/api/gallery/trash`)).json())
  const trashed = trash.find(({ id }) => id === film?.id)
  expect(trashed).toMatchObject({ media_type: 'video/webm' })
  const played = await fetch(`${running.url}${trashed?.image_url}`)
  expect([played.status, played.headers.get('content-type')]).toEqual([200, 'video/webm'])
  expect((await post(`gallery/image/${film?.id}/restore`, {})).status).toBe(200)
  const back = await fetch(`${running.url}${film?.image_url}`)
  expect([back.status, back.headers.get('content-type')]).toEqual([200, 'video/webm'])
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
