import { textToImage } from '@darkroom/workflow-builder'
import { expect, test } from 'vitest'
import { ComfyUnavailableError, InvalidRequestError } from '../src/errors.ts'
import { asked, openStudio } from './studio.ts'

const elsewhere = { models: { checkpoints: ['other.safetensors'] } }
const graphOf = (model: string, sampler = 'euler') =>
  JSON.stringify(
    textToImage({
      prompt: 'a boat',
      negative_prompt: '',
      seed: 1,
      steps: 2,
      cfg: 7,
      scheduler: 'normal',
      loras: [],
      resolution: { width: 64, height: 64 },
      model,
      sampler,
    }).toPrompt(),
  )

test('each server says what stands against a job, and nothing is accepted', async () => {
  await using studio = await openStudio({ simulators: [elsewhere, {}] })
  const { generation } = studio
  expect(await generation.check(asked({}))).toEqual([
    { server: 'server-1', obstacles: [expect.objectContaining({ code: 'value_not_in_list' })] },
    { server: 'server-2', obstacles: [] },
  ])
  const graph = graphOf('other.safetensors')
  const [first, second] = await generation.check({ workflow: 'graph', inputs: { graph } })
  expect(first).toEqual({ server: 'server-1', obstacles: [] })
  expect(second?.obstacles).toEqual([
    expect.objectContaining({
      server: 'server-2',
      nodeClass: 'CheckpointLoaderSimple',
      input: 'ckpt_name',
      code: 'value_not_in_list',
    }),
  ])
  await expect(generation.check(asked({ steps: 0 }))).rejects.toThrow(InvalidRequestError)
  expect(generation.list().items).toEqual([])
})

test('each server tells what it knows of node classes, also when it does not answer any more', async () => {
  await using studio = await openStudio({ simulators: [elsewhere, {}] })
  const classes = ['CheckpointLoaderSimple', 'ImageInvert', 'NoSuchNode']
  const told = await studio.generation.definitions(classes)
  expect([...told.keys()]).toEqual(['server-1', 'server-2'])
  for (const definitions of told.values()) {
    expect(Object.keys(definitions)).toEqual(['CheckpointLoaderSimple', 'ImageInvert'])
  }
  expect(told.get('server-1')).toMatchObject({
    CheckpointLoaderSimple: { input: { required: { ckpt_name: [['other.safetensors'], {}] } } },
  })
  for (const simulator of studio.simulators) await simulator.stop()
  expect(await studio.generation.definitions(classes)).toEqual(told)
  await studio.generation.probe()
  await expect(studio.generation.definitions(['LatentComposite'])).rejects.toThrow(
    ComfyUnavailableError,
  )
})
