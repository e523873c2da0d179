import type { Workflow } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { connect } from './connected.ts'
import { pictureId, sample } from './sample-house.ts'

const [portrait] = sample.workflows
const workflows: readonly Workflow[] = portrait
  ? [
      portrait,
      { ...portrait, name: 'Porträt', title: 'Porträt' },
      { ...portrait, name: '人物' },
      { ...portrait, name: 'away', runnable: false },
      { ...portrait, name: 'upscale', source: 'built_in' },
    ]
  : []

const schema = {
  type: 'object',
  properties: { photo: { description: 'A face.' }, mood: { enum: ['calm', 'stern'] } },
  required: ['photo'],
}

const connected = () =>
  connect({
    ...sample,
    workflows,
    options: { workflowTools: true },
    with: (house) => ({
      ...house,
      workflows: { ...house.workflows, schema: async () => schema },
    }),
  })

test('with the switch on, each workflow of the user’s own that can be run is a tool with the schema of its inputs', async () => {
  await using house = await connected()
  const { tools } = await house.client.listTools()
  const own = tools.filter(({ name }) => name.startsWith('workflow_'))
  expect(own.map(({ name }) => name)).toEqual([
    'workflow_portrait',
    'workflow_portrat',
    'workflow_unnamed',
  ])
  expect(own[0]).toMatchObject({
    title: 'Portrait',
    description: 'Runs the workflow Portrait. image-to-image A face in soft light.',
    inputSchema: {
      type: 'object',
      properties: { ...schema.properties, wait_seconds: {}, idempotency_key: {} },
      required: ['photo'],
    },
  })
})

test('such a tool runs its workflow, with pictures by their ids', async () => {
  await using house = await connected()
  const result = await house.client.callTool({
    name: 'workflow_portrat',
    arguments: { photo: pictureId, mood: 'stern', wait_seconds: 0, idempotency_key: 'a' },
  })
  expect(result.structuredContent).toMatchObject({ status: 'queued' })
  expect(house.house.jobs.asked).toMatchObject([
    {
      asked: { workflow: 'Porträt', inputs: { photo: { gallery: pictureId }, mood: 'stern' } },
      options: { idempotency: { key: expect.stringMatching(/^mcp \S+ a$/) } },
    },
  ])
})

test('while the workflows are not known, the other tools can be used', async () => {
  await using house = await connect({
    ...sample,
    options: { workflowTools: true },
    with: (memory) => ({
      ...memory,
      workflows: {
        ...memory.workflows,
        list: () => Promise.reject(new Error('away')),
      },
    }),
  })
  const { tools } = await house.client.listTools()
  expect(tools).toHaveLength(17)
})
