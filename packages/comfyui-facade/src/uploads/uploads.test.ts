import { expect, test } from 'vitest'
import { bodyOf, graph, post, serveFacade } from '../../test/serve-facade.ts'

const bytes = (text: string): Blob => new Blob([text], { type: 'image/png' })

interface Fields {
  readonly content?: string
  readonly name?: string
  readonly type?: string
  readonly subfolder?: string
  readonly overwrite?: string
  readonly original_ref?: string
}

async function upload(url: string, asked: Fields = {}, route = 'image'): Promise<Response> {
  const { content = 'one', name = 'up.png', ...fields } = asked
  const form = new FormData()
  form.append('image', bytes(content), name)
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  return fetch(`${url}/upload/${route}`, { method: 'POST', body: form })
}

const loading = (image: string) => ({
  '1': { class_type: 'LoadImage', inputs: { image } },
  '2': { class_type: 'SaveImage', inputs: { images: ['1', 0] } },
})

/** The name in the graph that was submitted, and the files that go with it. */
const submitted = (asked: unknown): { image: string; files: unknown } => {
  if (typeof asked !== 'object' || asked === null || !('graph' in asked) || !('files' in asked)) {
    throw new Error('no graph was submitted')
  }
  return { image: JSON.parse(String(asked.graph))['1'].inputs.image, files: asked.files }
}

test('the same bytes keep their name, other bytes get the next one, and overwriting takes it', async () => {
  const { url } = await serveFacade()
  const named = async (fields: Fields) => bodyOf(upload(url, fields))
  expect(await named({})).toEqual({ name: 'up.png', subfolder: '', type: 'input' })
  expect(await named({})).toMatchObject({ name: 'up.png' })
  expect(await named({ content: 'two' })).toMatchObject({ name: 'up (1).png' })
  expect(await named({ content: 'three' })).toMatchObject({ name: 'up (2).png' })
  expect(await named({ content: 'two' })).toMatchObject({ name: 'up (1).png' })
  expect(await named({ content: 'four', overwrite: 'true' })).toMatchObject({ name: 'up.png' })
  expect(await (await fetch(`${url}/view?filename=up.png&type=input`)).text()).toBe('four')
})

test('a folder belongs to the name', async () => {
  const { url } = await serveFacade()
  expect(await bodyOf(upload(url, { subfolder: 'x\\y/' }))).toEqual({
    name: 'up.png',
    subfolder: 'x/y',
    type: 'input',
  })
  const view = (query: string) => fetch(`${url}/view?filename=up.png&type=input${query}`)
  expect((await view('&subfolder=x/y')).status).toBe(200)
  expect((await view('')).status).toBe(404)
})

test.each<Fields>([
  { subfolder: '../..' },
  { name: '../up.png' },
  { name: 'sub/up.png' },
  { type: 'nope' },
])('%j is refused', async (fields) => {
  const { url } = await serveFacade()
  const answer = await upload(url, fields)
  expect(answer.status).toBe(400)
  expect(await bodyOf(answer)).toMatchObject({ error: { type: 'invalid_upload' } })
})

test('a graph that names an upload is given it, under a name that only these bytes have', async () => {
  const { house, url } = await serveFacade()
  await upload(url, { subfolder: 'sub' })
  const id = house.jobs.asked.length
  await post(url, { prompt: loading('sub/up.png') })
  await post(url, { prompt: loading('sub/up.png [input]') })
  const [first, second] = house.jobs.asked.slice(id).map(({ asked }) => submitted(asked))
  expect(first?.image).toMatch(/^darkroom_[0-9a-f]{32}\.png$/)
  expect(first?.files).toEqual([
    { name: first?.image, upload: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
  expect(second).toEqual(first)
})

test('a graph that comes back out of the history has its files again', async () => {
  const { house, url } = await serveFacade()
  await upload(url)
  await post(url, { prompt: loading('up.png') })
  const first = submitted(house.jobs.asked[0]?.asked)
  await post(url, { prompt: loading(first.image) })
  expect(submitted(house.jobs.asked[1]?.asked)).toEqual(first)
  expect((await fetch(`${url}/view?filename=${first.image}&type=input`)).status).toBe(200)
})

test('of another upload under the same name the server gets the other bytes', async () => {
  const { house, url } = await serveFacade()
  await upload(url)
  await post(url, { prompt: loading('up.png') })
  await upload(url, { content: 'other', overwrite: '1' })
  await post(url, { prompt: loading('up.png') })
  const [first, second] = house.jobs.asked.map(({ asked }) => submitted(asked))
  expect(second?.image).not.toBe(first?.image)
  expect(second?.files).not.toEqual(first?.files)
})

test('a name that we do not know stays, for the server may have it', async () => {
  const { house, url } = await serveFacade()
  await post(url, { prompt: loading('example.png') })
  expect(submitted(house.jobs.asked[0]?.asked)).toEqual({ image: 'example.png', files: [] })
})

test('a text that is written like the name of an upload stays a text', async () => {
  const { house, url } = await serveFacade()
  await upload(url)
  const prompt = { ...graph(), '1': { class_type: 'CLIPTextEncode', inputs: { text: 'up.png' } } }
  await post(url, { prompt })
  expect(house.jobs.asked[0]?.asked).toMatchObject({ graph: JSON.stringify(prompt), files: [] })
})

test('a picture that a job made goes into the next by the name that the client was told', async () => {
  const { house, url } = await serveFacade()
  const first = await bodyOf(post(url, { prompt: graph() }))
  const [{ id = '' } = {}] = house.jobs.asked
  house.jobs.finish(id, [{ bytes: new Uint8Array([1]), path: '20261127/a.png' }])
  expect(first).toMatchObject({ prompt_id: id })
  await post(url, { prompt: loading('20261127/a.png [output]') })
  const { image, files } = submitted(house.jobs.asked[1]?.asked)
  expect(files).toEqual([{ name: image, job: id, index: 0 }])
})

test('a mask becomes the transparency of the picture that it is for', async () => {
  const { house, url } = await serveFacade()
  await upload(url, { content: 'picture;' })
  const original_ref = JSON.stringify({ filename: 'up.png', type: 'input' })
  const answer = await upload(url, { name: 'mask.png', content: 'mask', original_ref }, 'mask')
  expect(await bodyOf(answer)).toEqual({ name: 'mask.png', subfolder: '', type: 'input' })
  expect(await (await fetch(`${url}/view?filename=mask.png&type=input`)).text()).toBe(
    'picture;mask',
  )
  expect(house.jobs.asked).toHaveLength(0)
})

test('a mask for a picture that is not there is refused', async () => {
  const { url } = await serveFacade()
  const original_ref = JSON.stringify({ filename: 'gone.png' })
  expect((await upload(url, { original_ref }, 'mask')).status).toBe(400)
  expect((await upload(url, {}, 'mask')).status).toBe(400)
})
