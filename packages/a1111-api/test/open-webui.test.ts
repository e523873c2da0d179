import { expect, test } from 'vitest'
import { readList, readMade, readOptions, serveDoor } from './serve-door.ts'

test('Open WebUI lists models, sends all options back with another one, and gets as many pictures as it wants', async () => {
  await using door = await serveDoor()
  const models = await readList(await door.get('/sdapi/v1/sd-models'))
  const shown = models.map(({ title: id, model_name: name }) => ({ id, name }))
  expect(shown[0]).toEqual({ id: 'base/dreamscape_xl.safetensors', name: 'base_dreamscape_xl' })
  const options = await readOptions(await door.get('/sdapi/v1/options'))
  const changed = { ...options, sd_model_checkpoint: 'photo.safetensors' }
  expect((await door.post('/sdapi/v1/options', changed)).status).toBe(200)
  const answer = await door.post('/sdapi/v1/txt2img', {
    prompt: 'a fox',
    batch_size: 3,
    width: 512,
    height: 512,
    steps: 25,
    negative_prompt: '',
  })
  const { images, info } = await readMade(answer)
  expect(images).toHaveLength(3)
  const { seed, all_seeds: seeds } = info
  expect(seeds).toEqual([seed, seed + 1, seed + 2])
  expect(door.words().map(({ model }) => model)).toEqual([
    'photo.safetensors',
    'photo.safetensors',
    'photo.safetensors',
  ])
})

test('its parameters are whatever a person wrote, with A1111’s old names', async () => {
  await using door = await serveDoor()
  await door.post('/sdapi/v1/txt2img', {
    prompt: 'a fox',
    sampler_index: 'DPM++ 2M Karras',
    scheduler: 'Automatic',
    steps: '30',
    cfg_scale: '5.5',
    seed: '42',
    n_iter: null,
    something: 'else',
  })
  expect(door.words()).toEqual([
    {
      prompt: 'a fox',
      model: 'base/dreamscape_xl.safetensors',
      seed: 42,
      steps: 30,
      cfg: 5.5,
      sampler: 'dpmpp_2m',
      scheduler: 'karras',
    },
  ])
})
