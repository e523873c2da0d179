import { expect } from 'vitest'
import { createOpenAiSceneProducer, type OpenAiOptions, type SceneSequence } from '../src/index.ts'
import { type Answering, type ChatServer, createChatServer, scenes } from './chat-server.ts'
import { request } from './stories.ts'

interface Told {
  readonly frames: SceneSequence['frames']
  readonly metadata: SceneSequence['metadata'] | undefined
  readonly error: unknown
  readonly waits: readonly number[]
  readonly requests: ChatServer['requests']
}

/** Tells the story in seven frames through a server with these answers. Waits take no time and are recorded. */
export async function tell(
  answers: readonly Answering[],
  options: Partial<OpenAiOptions> = {},
): Promise<Told> {
  await using server = await createChatServer(...answers)
  const waits: number[] = []
  const producer = createOpenAiSceneProducer({
    baseUrl: `${server.url}/v1`,
    model: 'llama',
    wait: async (ms) => waits.push(ms),
    ...options,
  })
  const outcome = await producer.produce(request).then(
    (sequence) => ({ ...sequence, error: undefined }),
    (error: unknown) => ({ frames: [], metadata: undefined, error }),
  )
  return { ...outcome, waits, requests: server.requests }
}

export const sevenMoments: readonly string[] = Array.from({ length: 7 }, (_, index) =>
  expect.stringContaining(`moment ${index + 1} of the story`),
)
export const promptsOf = ({ frames }: Pick<Told, 'frames'>): readonly string[] =>
  frames.map(({ prompt }) => prompt)
export const whole: string = JSON.stringify(scenes(1, 7))
