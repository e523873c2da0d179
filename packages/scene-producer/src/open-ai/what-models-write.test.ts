import { describe, expect, test } from 'vitest'
import { say, sayMessage, sayScenes, scenes } from '../../test/chat-server.ts'
import { promptsOf, sevenMoments, tell, whole } from '../../test/tell-by-model.ts'
import { SceneProducerInvalidAnswerError } from '../index.ts'

describe('a model that does not write clean JSON', () => {
  test.each([
    [
      'puts it in a code fence, with a word before and after',
      `Sure!\n\`\`\`json\n${whole}\n\`\`\`\nEnjoy!`,
    ],
    ['talks around it', `Here are your scenes: ${whole} Let me know {if} you like them.`],
    ['makes notes first', `Notes [so far]: {three acts}. ${whole}`],
    ['thinks aloud first', `<think>{"frames": [] } hmm, 7 frames</think>\n${whole}`],
    ['thinks aloud without saying where it began', `{"frames": []}? No.</think>${whole}`],
    ['leaves commas at the end', whole.replaceAll('}]', ',},]')],
    ['uses single quotes', whole.replaceAll('"', "'")],
    ['forgets the last brackets', whole.slice(0, -2)],
    ['answers with the bare list', JSON.stringify(scenes(1, 7).frames)],
    ['begins with a byte order mark', `\uFEFF${whole}`],
    ['wraps it in an object of its own', JSON.stringify({ sequence: scenes(1, 7) })],
    [
      'gives texts instead of frames',
      JSON.stringify({ frames: scenes(1, 7).frames.map(({ prompt }) => prompt) }),
    ],
  ])('is understood when it %s', async (_what, content) => {
    expect(promptsOf(await tell([say(content)]))).toEqual(sevenMoments)
  })

  test.each([
    [
      'in the call of a tool',
      { content: null, tool_calls: [{ function: { name: 'scenes', arguments: whole } }] },
    ],
    ['among its thoughts, with an empty text', { content: '', reasoning_content: whole }],
    ['among its thoughts, without a text', { reasoning: whole }],
  ])('is understood when it answers %s', async (_where, message) => {
    expect(promptsOf(await tell([sayMessage(message)]))).toEqual(sevenMoments)
  })

  test('is told from its thoughts when it has a text', async () => {
    const message = { content: whole, reasoning_content: '{"frames": [{"prompt": "a draft"}]}' }
    expect(promptsOf(await tell([sayMessage(message)]))).toEqual(sevenMoments)
  })

  test('is said to have run out of tokens when thinking took them all', async () => {
    const { error } = await tell([sayMessage({ content: '', reasoning: ' ' }, 'length')])
    expect(error).toBeInstanceOf(SceneProducerInvalidAnswerError)
    expect(error).toMatchObject({ message: expect.stringContaining('ran out of tokens') })
  })

  test('has prompts of a length that can be generated, however much it writes', async () => {
    const { frames, ...rest } = scenes(1, 7)
    const long = frames.map((frame) => ({
      ...frame,
      prompt: frame.prompt.padEnd(5000, ' on'),
      shot_type: 'x'.repeat(500),
    }))
    const told = await tell([
      say(JSON.stringify({ ...rest, setting: 'y '.repeat(2000), frames: long })),
    ])
    for (const { prompt, shotType } of told.frames) {
      expect(prompt.length).toBeLessThanOrEqual(4000)
      expect(shotType.length).toBeLessThanOrEqual(200)
    }
    expect(promptsOf(told)).toEqual(sevenMoments)
  })

  test('is understood when it sends its text in parts', async () => {
    const parts = [
      { type: 'text', text: whole.slice(0, 50) },
      { type: 'text', text: whole.slice(50) },
    ]
    expect(promptsOf(await tell([say(parts)]))).toEqual(sevenMoments)
  })

  test('is understood when characters are objects and the rest is nested', async () => {
    const { frames, ...rest } = scenes(1, 7)
    const characters = [{ name: 'Tomas', description: 'an old keeper' }]
    const nested = { metadata: { ...rest, characters }, frames }
    const { metadata } = await tell([say(JSON.stringify(nested))])
    expect(metadata?.characters).toEqual(['Tomas: an old keeper'])
  })

  test('gets a second chance and no third when it writes no JSON at all', async () => {
    const { error, requests } = await tell([say('I would rather talk about the weather.')])
    expect(error).toBeInstanceOf(SceneProducerInvalidAnswerError)
    expect(error).toMatchObject({ message: expect.stringContaining('the weather') })
    expect(requests).toHaveLength(2)
    const second = await tell([say('What?'), sayScenes(1, 7)])
    expect(promptsOf(second)).toEqual(sevenMoments)
  })
})

describe('a model that cannot count', () => {
  test('is asked for the frames that are missing, and told which there are', async () => {
    const told = await tell([sayScenes(1, 4), sayScenes(5, 7)])
    expect(promptsOf(told)).toEqual(sevenMoments)
    const again = told.requests[1]?.body.messages.at(-1)?.content
    expect(again).toContain('4. the keeper in moment 4')
    expect(again).toContain('the 3 frames that are missing, 5 to 7')
  })

  test('has what is too much cut off, and the rest numbered', async () => {
    const told = await tell([sayScenes(1, 12)])
    expect(promptsOf(told)).toEqual(sevenMoments)
    expect(told.frames.at(-1)?.frameNumber).toBe(7)
  })

  test('is asked for the rest when it was cut off in the middle of a frame', async () => {
    const half = whole.slice(0, whole.indexOf('moment 5') + 8)
    const told = await tell([say(half, { finishReason: 'length' }), sayScenes(5, 7)])
    expect(promptsOf(told)).toEqual(sevenMoments)
  })

  test('does not get away with the same frames again', async () => {
    const { error, requests } = await tell([sayScenes(1, 4)])
    expect(error).toBeInstanceOf(SceneProducerInvalidAnswerError)
    expect(error).toMatchObject({ message: expect.stringContaining('4 of 7 frames') })
    expect(requests).toHaveLength(3)
  })

  test('leaves out frames without a prompt, which are then asked for', async () => {
    const broken = {
      ...scenes(1, 6),
      frames: [...scenes(1, 6).frames, { description: 'no prompt' }],
    }
    expect(promptsOf(await tell([say(JSON.stringify(broken)), sayScenes(7, 7)]))).toEqual(
      sevenMoments,
    )
  })
})
