import { DoorError } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { bodyOf, graph, post, serveFacade } from '../../test/serve-facade.ts'

const uuid = '01234567-89ab-4cde-8f01-23456789abcd'

test('a prompt becomes a job under the id that the client gave, and the answer has that id', async () => {
  const { house, url } = await serveFacade()
  const answer = await post(url, { prompt: graph(), prompt_id: uuid, client_id: 'me' })
  expect(await bodyOf(answer)).toEqual({ prompt_id: uuid, number: 1, node_errors: {} })
  expect(house.jobs.get(uuid)?.note).toMatchObject({ door: 'comfyui', client_id: 'me', number: 1 })
})

test('every digit of a seed goes on', async () => {
  const { house, url } = await serveFacade()
  const text = JSON.stringify({ prompt: graph('SEED') }).replace('"SEED"', '18446744073709551615')
  expect((await post(url, text)).status).toBe(200)
  expect(house.jobs.asked[0]?.asked).toMatchObject({
    graph: expect.stringContaining('"seed":18446744073709551615'),
  })
  const id = house.jobs.asked[0]?.id
  house.jobs.finish(id ?? '', [])
  expect(await (await fetch(`${url}/history/${id}`)).text()).toContain('18446744073709551615')
})

test('an id that is no UUID is told back as it was, and finds its job', async () => {
  const { house, url } = await serveFacade()
  expect(await bodyOf(post(url, { prompt: graph(), prompt_id: 'my job' }))).toMatchObject({
    prompt_id: 'my job',
  })
  const [asked] = house.jobs.asked
  house.jobs.finish(asked?.id ?? '', [])
  expect(await bodyOf(fetch(`${url}/history/my%20job`))).toHaveProperty('my job')
})

test('the same prompt under the same id again is the same job', async () => {
  const { house, url } = await serveFacade()
  const body = { prompt: graph(), prompt_id: uuid }
  const answers = await Promise.all([post(url, body), post(url, body), post(url, body)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(house.jobs.asked).toHaveLength(1)
})

test('another prompt under that id is refused', async () => {
  const { url } = await serveFacade()
  await post(url, { prompt: graph(1), prompt_id: uuid })
  const answer = await post(url, { prompt: graph(2), prompt_id: uuid })
  expect(answer.status).toBe(400)
  expect(await bodyOf(answer)).toMatchObject({ error: { type: 'invalid_prompt_id' } })
})

test.each([
  [{}, 'no_prompt'],
  [{ prompt: {} }, 'prompt_no_outputs'],
  [{ prompt: { nodes: [], links: [] } }, 'invalid_prompt'],
  [{ prompt: 'a cat' }, 'invalid_prompt'],
  [{ prompt: { '1': { inputs: {} } } }, 'missing_node_type'],
  [{ prompt: graph(), prompt_id: {} }, 'invalid_prompt_id'],
  [{ prompt: graph(), partial_execution_targets: ['77'] }, 'prompt_no_outputs'],
])('%j is refused as %s', async (body, type) => {
  const { house, url } = await serveFacade()
  const answer = await post(url, body)
  expect(answer.status).toBe(400)
  expect(await bodyOf(answer)).toMatchObject({
    error: { type, message: expect.any(String), details: expect.any(String), extra_info: {} },
    node_errors: {},
  })
  expect(house.jobs.asked).toHaveLength(0)
})

test('only the nodes that the wanted outputs need are run', async () => {
  const { house, url } = await serveFacade()
  const prompt = { ...graph(), '10': { class_type: 'SaveImage', inputs: { images: ['4', 0] } } }
  await post(url, { prompt, partial_execution_targets: ['9'] })
  expect(house.jobs.asked[0]?.asked).toMatchObject({ graph: JSON.stringify(graph()) })
})

test('what is wrong with nodes is told by node, in the words of ComfyUI', async () => {
  const { house, url } = await serveFacade()
  house.jobs.submit = async () => {
    throw new DoorError(400, 'not_runnable', 'No server can run this graph.', {
      parts: [
        {
          path: '3.sampler_name',
          message: 'there is no "eulr"',
          nearest: ['euler'],
          code: 'value_not_in_list',
        },
      ],
    })
  }
  const answer = await post(url, { prompt: graph() })
  expect(answer.status).toBe(400)
  expect(await bodyOf(answer)).toEqual({
    error: {
      type: 'prompt_outputs_failed_validation',
      message: 'Prompt outputs failed validation',
      details: 'No server can run this graph.',
      extra_info: {},
    },
    node_errors: {
      '3': {
        class_type: 'KSampler',
        dependent_outputs: ['9'],
        errors: [
          {
            type: 'value_not_in_list',
            message: 'Value not in list',
            details: 'sampler_name: there is no "eulr"',
            extra_info: {
              input_name: 'sampler_name',
              received_value: 'euler',
              nearest: ['euler'],
            },
          },
        ],
      },
    },
  })
})

test('a class that no server has is told as ComfyUI tells it', async () => {
  const { house, url } = await serveFacade()
  house.jobs.submit = async () => {
    throw new DoorError(400, 'not_runnable', 'No server can run this graph.', {
      parts: [{ path: '3', message: 'no such class', code: 'missing_node_type' }],
    })
  }
  expect(await bodyOf(post(url, { prompt: graph() }))).toMatchObject({
    error: {
      type: 'missing_node_type',
      details: "Node ID '#3'",
      extra_info: { node_id: '3', class_type: 'KSampler' },
    },
    node_errors: {},
  })
})

test('a full queue keeps its status and says when to ask again', async () => {
  const { house, url } = await serveFacade()
  house.jobs.submit = async () => {
    throw new DoorError(429, 'queue_full', 'The queue is full.', { retryAfter: 3 })
  }
  const answer = await post(url, { prompt: graph() })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3'])
  expect(await bodyOf(answer)).toMatchObject({ error: { type: 'queue_full' } })
})

test('a body that is no JSON is refused', async () => {
  const { url } = await serveFacade()
  expect((await post(url, '{')).status).toBe(400)
  expect((await post(url, '['.repeat(100_000))).status).toBe(400)
})

test.each([
  [{ front: true }, 100],
  [{ number: -5 }, 5],
  [{ number: -1000 }, 100],
  [{ number: 7 }, 0],
  [{}, 0],
])('%j is of priority %i', async (wish, priority) => {
  const { house, url } = await serveFacade()
  await post(url, { prompt: graph(), ...wish })
  expect(house.jobs.asked[0]?.options.priority).toBe(priority)
})

test('keys to paid services are not kept', async () => {
  const { house, url } = await serveFacade()
  const extra_data = {
    api_key_comfy_org: 'secret',
    mine: 1,
    extra_pnginfo: { workflow: { id: 'wf', nodes: [{}] } },
  }
  await post(url, { prompt: graph(), extra_data })
  expect(house.jobs.asked[0]?.options.note).toMatchObject({
    extra_data: { mine: 1, extra_pnginfo: { workflow: { id: 'wf' } } },
  })
  expect(JSON.stringify(house.jobs.asked)).not.toContain('secret')
})

test('the workflow of the editor goes on with the job, to be written into its pictures, with every digit', async () => {
  const { house, url } = await serveFacade()
  const body = { prompt: graph(), extra_data: { extra_pnginfo: { workflow: { seed: 'SEED' } } } }
  await post(url, JSON.stringify(body).replace('"SEED"', '18446744073709551615'))
  await post(url, {
    prompt: graph(2),
    extra_data: { extra_pnginfo: { workflow: 'x'.repeat(600_000) } },
  })
  await post(url, { prompt: graph(3), extra_data: { extra_pnginfo: null } })
  const infos = house.jobs.asked.map(({ asked }) => 'graph' in asked && asked.pngInfo)
  expect(infos).toEqual(['{"workflow":{"seed":18446744073709551615}}', undefined, undefined])
})

test('very many names of what jobs made are refused before each is looked for, and the same name is looked for once', async () => {
  const { house, url } = await serveFacade()
  const lookedFor: string[] = []
  house.jobs.findOutput = (path) => {
    lookedFor.push(path)
    return undefined
  }
  const loads = (names: readonly string[]) => ({
    ...graph(),
    ...Object.fromEntries(
      names.map((image, index) => [`n${index}`, { class_type: 'LoadImage', inputs: { image } }]),
    ),
  })
  const same = Array.from({ length: 300 }, () => '20261128/001544_4a6bec8c.png [output]')
  expect((await post(url, { prompt: loads(same) })).status).toBe(200)
  expect(new Set(lookedFor).size).toBe(1)
  expect(lookedFor.length).toBeLessThan(5)
  const many = Array.from({ length: 101 }, (_, index) => `${index}.png [output]`)
  const answer = await post(url, { prompt: loads(many) })
  expect(answer.status).toBe(400)
  expect(await bodyOf(answer)).toMatchObject({ error: { type: 'invalid_prompt' } })
})
