import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request as send } from 'node:http'
import { join } from 'node:path'
import { buildPng, pngChunk } from '@darkroom/media-container/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { uploadPageSchema, uploadSchema } from '../src/uploads/upload-schemas.ts'
import { problem, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom({
    settings: {
      UPLOAD_LIMIT_MB: '2',
      UPLOAD_FILE_LIMIT_MB: '1',
      INPUT_URL_HOSTS: 'localhost, pictures.example:8443',
      CORS_ORIGINS: 'http://page.example',
    },
  })
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const picture = (padding: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    buildPng({ width: 30, height: 20, before: [pngChunk('prVt', randomBytes(padding))] }),
  )

const post = (body: RequestInit['body'], headers: Record<string, string> = {}) =>
  fetch(`${running.url}/api/uploads`, { method: 'POST', headers, body, duplex: 'half' })
const postJson = (value: unknown) =>
  post(JSON.stringify(value), { 'content-type': 'application/json' })

async function uploaded(answer: Response) {
  expect(answer.status).toBe(201)
  return uploadSchema.parse(await answer.json())
}

const formOf = (...parts: readonly (Blob | string)[]): FormData => {
  const form = new FormData()
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') form.append('words', part)
    else form.append(`file${index}`, part, '../../etc/passwd')
  }
  return form
}

const kept = async (): Promise<readonly string[]> => {
  const folder = join(running.state, 'uploads')
  return [...(await readdir(folder)), ...(await readdir(join(folder, '.unfinished')))]
}

test('a picture is one upload, however it is sent and whatever is said of it, and comes back as it was', async () => {
  const bytes = picture(300_000)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const first = await post(bytes, { 'content-type': 'image/png' })
  expect(first.headers.get('location')).toBe(`/api/uploads/${sha256}`)
  const upload = await uploaded(first)
  expect(upload).toMatchObject({
    upload_id: sha256,
    sha256,
    url: `/api/uploads/${sha256}`,
    kind: 'picture',
    media_type: 'image/png',
    width: 30,
    height: 20,
    size_bytes: bytes.length,
  })
  const data = `data:text/html;base64,${Buffer.from(bytes).toString('base64')}`
  for (const again of [
    await post(bytes, { 'content-type': 'text/html' }),
    await post(bytes, { 'content-type': 'application/x-www-form-urlencoded' }),
    await post(new Blob([bytes]).stream()),
    await post(formOf(new Blob([bytes], { type: 'image/svg+xml' }))),
    await postJson({ url: data }),
  ]) {
    expect(await uploaded(again)).toEqual({
      ...upload,
      used_at: expect.any(String),
      expires_at: expect.any(String),
    })
  }
  const shown = await fetch(running.url + upload.url)
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^inline; filename="[0-9a-f]{16}\.png"/),
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    etag: `"${sha256}"`,
  })
  expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true)
  const cached = await fetch(running.url + upload.url, {
    headers: { 'if-none-match': `"${sha256}"` },
  })
  expect(cached.status).toBe(304)
  const { api } = running
  const param = { upload_id: sha256 }
  const known = await api.uploads[':upload_id'].metadata.$get({ param })
  expect(await known.json()).toMatchObject({ upload_id: sha256, has_alpha: false })
  const page = await (await api.uploads.$get({ query: {} })).json()
  expect(page).toMatchObject({ total: 1, total_bytes: bytes.length, limit_bytes: 2 * 2 ** 20 })
  await running.restart()
  expect((await api.uploads[':upload_id'].$delete({ param })).status).toBe(200)
  await problem(await fetch(running.url + upload.url), 404)
  await problem(await fetch(`${running.url}/api/uploads/..%2f..%2fetc`), 404)
  expect(await kept()).toEqual(['.unfinished'])
})

test('what is no picture, too large, or more than one is told, and nothing of it is kept', async () => {
  const text = new TextEncoder()
  const told = async (answer: Response, status: number) => (await problem(answer, status)).code
  const page = text.encode('<!DOCTYPE html><script>alert(1)</script>')
  expect(await told(await post(page, { 'content-type': 'image/png' }), 415)).toBe('not_media')
  expect(
    await told(await post(text.encode('<svg/>'), { 'content-type': 'image/svg+xml' }), 415),
  ).toBe('not_media')
  expect(await told(await post(''), 400)).toBe('empty_body')
  expect(await told(await post(picture(100).subarray(0, 90)), 400)).toBe('broken_media')
  const bomb = new Uint8Array(buildPng({ width: 100_000, height: 100_000 }))
  expect(await told(await post(bomb), 413)).toBe('too_many_pixels')
  expect(await told(await post(picture(2 ** 20)), 413)).toBe('too_large')
  expect(await told(await post(new Blob([picture(2 ** 21)]).stream()), 413)).toBe('too_large')
  expect(await told(await post(formOf(new Blob([picture(2 ** 21)]))), 413)).toBe('too_large')
  const gzip = { 'content-encoding': 'gzip', 'content-type': 'image/png' }
  expect(await told(await post(picture(10), gzip), 415)).toBe('wrong_media_type')
  const blob = new Blob([picture(1000)])
  for (const form of [formOf(blob, blob), formOf(blob, 'words')]) {
    expect(await told(await post(form), 400)).toBe('invalid_form')
  }
  expect(await kept()).toEqual(['.unfinished'])
})

test('all uploads together have a limit, and the same bytes are welcome beyond it', async () => {
  const bytes = [1, 2, 3].map(() => picture(700_000))
  const answers = await Promise.all(bytes.map((each) => post(each)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([201, 201, 507])
  const refused = answers[statuses.indexOf(507)]
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  if (refused !== undefined) expect((await problem(refused, 507)).code).toBe('uploads_full')
  const there = bytes[statuses.indexOf(201)]
  if (there !== undefined) await uploaded(await post(there))
  const listed = uploadPageSchema.parse(
    await (await running.api.uploads.$get({ query: {} })).json(),
  )
  for (const { upload_id } of listed.uploads) {
    await running.api.uploads[':upload_id'].$delete({ param: { upload_id } })
  }
})

test('an address is fetched from a listed host alone, and never from within', async () => {
  const told = async (url: unknown) => {
    const { code, hint, errors } = await problem(await postJson({ url }), 400)
    expect(errors).toEqual([{ path: 'url', message: expect.stringMatching(/\S/) }])
    return [code, hint]
  }
  const listing = expect.stringContaining('INPUT_URL_HOSTS')
  expect(await told('https://evil.example/a.png')).toEqual(['url_refused', listing])
  expect(await told('https://127.0.0.1/a.png')).toEqual(['url_refused', listing])
  expect(await told('https://pictures.example/a.png')).toEqual(['url_refused', listing])
  expect(await told('https://localhost/a.png')).toEqual(['url_refused', expect.any(String)])
  expect(await told(`${running.url}/api/health`)).toEqual(['invalid_input', undefined])
  expect(await told('data:image/png,AAAA')).toEqual(['invalid_input', undefined])
  expect(await told(undefined)).toEqual(['invalid_input', undefined])
  const more = await problem(await postJson({ url: 'https://a.example/', name: 'x' }), 400)
  expect(more.errors).toMatchObject([{ path: 'name' }])
})

test('a page that is not listed cannot send, though a form needs no preflight', async () => {
  const form = formOf(new Blob([picture(10)]))
  const foreign = await post(form, { origin: 'http://evil.example' })
  expect((await problem(foreign, 403)).code).toBe('origin_not_allowed')
  await uploaded(await post(formOf(new Blob([picture(10)])), { origin: 'http://page.example' }))
})

test('a body that breaks off leaves nothing, and the server goes on', async () => {
  const before = await kept()
  const { port } = z.object({ port: z.string() }).parse(new URL(running.url))
  const cut = send({
    port,
    method: 'POST',
    path: '/api/uploads',
    headers: { 'content-length': 900_000 },
  })
  cut.on('error', () => undefined)
  cut.write(picture(400_000))
  await expect.poll(kept).toHaveLength(before.length + 1)
  cut.destroy()
  await expect.poll(kept).toEqual(before)
  await uploaded(await post(picture(10)))
})
