import { expect, test } from 'vitest'
import { emptyStory, newStoryProblem, readNewStory, toPromptsRequest } from './new-story.ts'

const story = 'Mia finds a lantern. '.repeat(6)

test('a story says why it is none yet', () => {
  const of = (text: string) => newStoryProblem({ ...emptyStory, story: text })
  expect(of('  ')).toMatch(/^Tell the story/)
  expect(of('Mia walks.')).toContain('this has 10')
  expect(of(story)).toBeUndefined()
  expect(of('a'.repeat(1001))).toContain('1,001')
})

test('prompts of one’s own say why they are none yet', () => {
  const of = (lines: string) => newStoryProblem({ ...emptyStory, way: 'own', lines })
  expect(of('\n')).toMatch(/^Write a prompt/)
  expect(of('a hen')).toBeUndefined()
  expect(of('a\n'.repeat(51))).toContain('these are 51')
  expect(of(`a\n${'b'.repeat(4001)}`)).toContain('Prompt 2 has 4,001')
})

test('the request says only what was said, in the style that suits the model', () => {
  expect(toPromptsRequest({ ...emptyStory, story }, 'base/a.safetensors')).toEqual({
    story_description: story.trim(),
    frame_count: 7,
    model: 'base/a.safetensors',
    style: 'sdxl',
  })
  const said = { ...emptyStory, story, narrative_arc: ' a day ', keywords: 'sea, ,storm ' }
  expect(toPromptsRequest(said, 'waiIllustrious.safetensors')).toMatchObject({
    style: 'illustrious',
    narrative_arc: 'a day',
    keywords: ['sea', 'storm'],
  })
  expect(toPromptsRequest({ ...said, style: 'photorealistic' }, 'noob').style).toBe(
    'photorealistic',
  )
})

test('the form is read back as it was kept', () => {
  const form = { ...emptyStory, story, way: 'own', frame_count: 12, style: 'sdxl' }
  expect(readNewStory(JSON.parse(JSON.stringify(form)))).toEqual(form)
  expect(readNewStory({ frame_count: 900, style: 'none' })).toEqual(emptyStory)
  expect(readNewStory(3)).toBeUndefined()
})
