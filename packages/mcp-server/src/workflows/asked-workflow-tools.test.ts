import { expect, test } from 'vitest'
import { askedWorkflowTools } from './asked-workflow-tools.ts'

const call = (name: string) => ({ method: 'tools/call', params: { name } })

test.each([
  [{ method: 'tools/list' }, 'all'],
  [call('workflow_portrait'), { name: 'workflow_portrait' }],
  [call('get_job'), 'none'],
  [{ method: 'initialize', params: 7 }, 'none'],
  [{}, 'none'],
  [[{ method: 'tools/list' }], 'all'],
])('%j is about %j', (message, asked) => {
  expect(askedWorkflowTools(message)).toEqual(asked)
})
