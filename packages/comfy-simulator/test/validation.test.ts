import { expect, onTestFinished, test } from 'vitest'
import { createSimulator, type ProfileName, type Simulator } from '../src/index.ts'
import { type Answer, type Graph, post, textToImage } from './text-to-image.ts'

const start = async (profile: ProfileName = '0.8.0'): Promise<Simulator> => {
  const simulator = await createSimulator({ paint: 'plain', profile })
  onTestFinished(() => simulator[Symbol.asyncDispose]())
  simulator.hold()
  return simulator
}

const changed = (id: string, inputs: Record<string, unknown>): Graph => {
  const graph = textToImage()
  Object.assign(graph[id]?.inputs ?? {}, inputs)
  return graph
}

const errorsOf = ({ body }: Answer, id: string): unknown =>
  body.node_errors[id]?.errors.map(({ type, details }: Record<string, string>) => [type, details])

test.each([
  ['a list that is no link', { seed: [1, 2, 3] }, [['bad_linked_input', 'seed']]],
  [
    'a slot that the source lacks',
    { model: ['4', 9] },
    [['exception_during_inner_validation', 'tuple index out of range']],
  ],
  ['a numeric id in a link', { model: [4, 0] }, [['exception_during_inner_validation', '4']]],
  [
    'a fraction where a whole number is meant',
    { steps: 'x' },
    [['invalid_input_type', "steps, x, invalid literal for int() with base 10: 'x'"]],
  ],
  [
    'a seed that JavaScript has rounded',
    { seed: 18446744073709552000 },
    [['value_bigger_than_max', 'seed']],
  ],
])('%s', async (_, inputs, errors) => {
  const answer = await post(await start(), '/prompt', { prompt: changed('3', inputs) })
  expect([answer.status, errorsOf(answer, '3')]).toEqual([400, errors])
})

test('texts become numbers, numbers texts, and fractions lose their fraction', async () => {
  const simulator = await start()
  const prompt = { ...changed('3', { steps: '7', cfg: '2', seed: 1.9 }) }
  Object.assign(prompt[6]?.inputs ?? {}, { text: 5 })
  expect((await post(simulator, '/prompt', { prompt })).status).toBe(200)
  const queue = await (await fetch(`${simulator.url}/queue`)).text()
  expect(queue).toContain('"seed": 1, "steps": 7, "cfg": 2.0')
  expect(queue).toContain('"text": "5"')
})

test('an error of an output itself is also told in the details of the whole', async () => {
  const { body } = await post(await start(), '/prompt', {
    prompt: changed('9', { images: ['4', 0] }),
  })
  expect(body.error.details).toBe(
    'Return type mismatch between linked nodes: images, received_type(MODEL) mismatch input_type(IMAGE)',
  )
})

test('a circle is refused without a word, and in words since 0.20', async () => {
  const prompt = changed('3', { latent_image: ['3', 0] })
  const old = await post(await start(), '/prompt', { prompt })
  expect([old.status, old.body.node_errors, old.body.error.details]).toEqual([400, {}, ''])
  const coming = await post(await start('0.38.1'), '/prompt', { prompt })
  expect(errorsOf(coming, '3')).toEqual([['dependency_cycle', '3 (KSampler) -> 3 (KSampler)']])
})

test('a workflow of the browser fails by its id, or with 500', async () => {
  const simulator = await start()
  const { body } = await post(simulator, '/prompt', { prompt: { id: 'w', nodes: [], links: [] } })
  expect(body.error).toMatchObject({ type: 'invalid_prompt', details: "Node ID '#id'" })
  expect(
    (await post(simulator, '/prompt', { prompt: { last_node_id: 3, nodes: [] } })).status,
  ).toBe(500)
})

test.each([
  [{ prompt: null }, 500],
  [{ prompt: 'text' }, 500],
  [{ prompt: [] }, 400],
  [[], 400],
  [{ prompt: textToImage(), number: 'first' }, 500],
  [{ prompt: textToImage(), extra_data: null }, 500],
  [{ prompt: textToImage(), partial_execution_targets: ['8'] }, 400],
  [{ prompt: textToImage(), partial_execution_targets: ['9'] }, 200],
])('%j is answered with %i', async (body, status) => {
  expect((await post(await start(), '/prompt', body)).status).toBe(status)
})

test('an empty list as prompt has no outputs, and breaks the newer server', async () => {
  const old = await post(await start(), '/prompt', { prompt: [] })
  expect(old.body.error.type).toBe('prompt_no_outputs')
  expect((await post(await start('0.38.1'), '/prompt', { prompt: [] })).status).toBe(500)
})

test('a title makes the newer message', async () => {
  const node = { class_type: 'Nope', inputs: {}, _meta: { title: 'My Node' } }
  const { body } = await post(await start('0.38.1'), '/prompt', { prompt: { 1: node } })
  expect(body.error).toMatchObject({
    message: "Node 'My Node' not found. The custom node may not be installed.",
    extra_info: { node_id: '1', class_type: 'Nope', node_title: 'My Node' },
  })
})

test('0.3.64 lets any value into a new-style list of choices', async () => {
  const graph = textToImage()
  graph[10] = { class_type: 'KSamplerSelect', inputs: { sampler_name: 'nope' } }
  graph[11] = { class_type: 'PreviewAny', inputs: { source: ['10', 0] } }
  const old = await post(await start('0.3.64'), '/prompt', { prompt: graph })
  expect(old.body.node_errors).toEqual({})
  const current = await post(await start(), '/prompt', { prompt: graph })
  expect([current.status, errorsOf(current, '10')]).toEqual([
    200,
    [['value_not_in_list', "sampler_name: 'nope' not in (list of length 44)"]],
  ])
})
