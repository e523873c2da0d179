import { expect, test } from 'vitest'
import { orphansAmong, toExtraData } from './orphans.ts'

const prompt = (promptId: string, owner: string) => ({
  promptId,
  extraData: { client_id: 'c', ...toExtraData({ owner, jobId: promptId, attempt: 1 }) },
})

test('only prompts of ours without a live attempt are orphans', () => {
  const prompts = [
    prompt('live', 'me'),
    prompt('left', 'me'),
    prompt('theirs', 'another installation'),
    { promptId: 'plain', extraData: { client_id: 'x' } },
    { promptId: 'odd', extraData: { darkroom: 'left' } },
    { promptId: 'list', extraData: { darkroom: [] } },
    prompt('left', 'me'),
  ]
  expect(orphansAmong(prompts, 'me', (jobId) => jobId === 'live')).toEqual(['left'])
})
