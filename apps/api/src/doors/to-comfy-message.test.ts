import { expect, test } from 'vitest'
import { toComfyMessage } from './to-comfy-message.ts'

test('an event is told with the id of the job, whatever its prompt is called on the server', () => {
  const running = { type: 'executing', promptId: 'attempt-2', nodeId: '3' } as const
  expect(toComfyMessage(running, 'job')).toEqual({
    type: 'executing',
    data: { node: '3', display_node: '3', prompt_id: 'job' },
  })
  const node = { nodeId: '3', realNodeId: '3', displayNodeId: '3', state: 'running' }
  const states = {
    type: 'progress-state',
    promptId: 'attempt-2',
    nodes: { '3': { ...node, value: 1, max: 4 } },
  } as const
  expect(toComfyMessage(states, 'job')).toMatchObject({
    type: 'progress_state',
    data: { prompt_id: 'job', nodes: { '3': { value: 1, max: 4, prompt_id: 'job' } } },
  })
})

test('starts and ends are told by the job itself', () => {
  expect(toComfyMessage({ type: 'execution-success', promptId: 'p' }, 'job')).toBeUndefined()
  expect(toComfyMessage({ type: 'executing', promptId: 'p' }, 'job')).toBeUndefined()
})
