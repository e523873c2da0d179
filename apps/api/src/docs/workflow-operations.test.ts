import { expect, test } from 'vitest'
import { withWorkflows } from './workflow-operations.ts'

const document = {
  openapi: '3.1.0',
  paths: {
    '/api/run': { post: { operationId: 'runOnce' } },
    '/api/workflows/{name}/run': {
      post: {
        operationId: 'runWorkflow',
        parameters: [
          { name: 'name', in: 'path' },
          { name: 'Idempotency-Key', in: 'header' },
        ],
        responses: {
          202: { description: 'Accepted' },
          401: { $ref: '#/components/responses/TokenNeeded' },
        },
      },
    },
  },
  components: { schemas: {}, responses: { TokenNeeded: {} } },
}
const published = (name: string) => ({
  name,
  title: name,
  description: '',
  inputs: { type: 'object', required: ['image'] },
  tag: 'Workflows',
})

test('each workflow has an operation with its name in the path, whatever is in it, and with an id of its own', () => {
  const names = ['from a picture', 'From-a-picture', 'once', 'портрет', '100% {a}/b', 'boats']
  const { paths, components } = withWorkflows(document, names.map(published), {})
  const operations = Object.entries(Object(paths)).slice(2)
  expect(operations.map(([path]) => path)).toEqual([
    '/api/workflows/from%20a%20picture/run',
    '/api/workflows/From-a-picture/run',
    '/api/workflows/once/run',
    '/api/workflows/%D0%BF%D0%BE%D1%80%D1%82%D1%80%D0%B5%D1%82/run',
    '/api/workflows/100%25%20%7Ba%7D%2Fb/run',
    '/api/workflows/boats/run',
  ])
  const ids = operations.map(([, path]) => Object(path).post.operationId)
  expect(new Set(ids).size).toBe(6)
  expect(ids.every((id) => /^run\w*$/.test(id))).toBe(true)
  expect(ids.at(-1)).toBe('runBoats')
  expect(Object(operations[0]?.[1]).post).toMatchObject({
    parameters: [{ name: 'Idempotency-Key' }],
    requestBody: {
      content: { 'application/json': { schema: { required: ['inputs'] } } },
    },
    responses: {
      202: { $ref: '#/components/responses/Run202' },
      401: { $ref: '#/components/responses/TokenNeeded' },
    },
  })
  expect(components).toMatchObject({ responses: { Run202: { description: 'Accepted' } } })
})
