import type { SceneRequest } from '../scene-producer.ts'
import type { Draft } from '../shared/assemble.ts'
import { styles } from '../styles/styles.ts'

export interface Message {
  readonly role: 'system' | 'user'
  readonly content: string
}

const text = { type: 'string' } as const

/** The JSON schema of the answer. Strict mode requires that every property is required and no others are allowed. */
export const answerFormat: Readonly<Record<string, unknown>> = {
  name: 'scenes',
  strict: true,
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['characters', 'setting', 'atmosphere', 'arc', 'frames'],
    properties: {
      characters: { type: 'array', items: text },
      setting: text,
      atmosphere: text,
      arc: text,
      frames: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['prompt', 'description', 'shot_type'],
          properties: { prompt: text, description: text, shot_type: text },
        },
      },
    },
  },
}

/** The messages of the first request, or of the one for the missing frames. */
export function messagesFor(request: SceneRequest, frames: Draft['frames']): readonly Message[] {
  return [
    { role: 'system', content: instructions(request) },
    { role: 'user', content: frames.length === 0 ? question(request) : rest(request, frames) },
  ]
}

function instructions({ style, model }: SceneRequest): string {
  const { advice, shots } = styles[style]
  const types = Object.values(shots).map(({ type }) => type)
  return [
    'You plan a sequence of pictures that tell a story, for an image model. Answer with one JSON object and nothing else:',
    '{"characters": ["name: how they always look"], "setting": "place and era", "atmosphere": "mood and light", "arc": "narrative arc", "frames": [{"prompt": "…", "description": "one sentence for the reader", "shot_type": "…"}]}',
    `Prompts are for ${model} in the style "${style}". ${advice}`,
    'Each prompt shows one moment of its own, says who is in it with the same looks every time, and differs from all others. Leave out words of quality; they are added afterwards.',
    `shot_type is one of: ${types.join(', ')}. Vary it from frame to frame.`,
  ].join('\n')
}

function question({ story, frameCount, narrativeArc, keywords = [] }: SceneRequest): string {
  return [
    `Exactly ${frameCount} frames for this story, in order, from its beginning to its end:`,
    story,
    narrativeArc === undefined ? '' : `Follow this narrative arc: ${narrativeArc}.`,
    keywords.length === 0 ? '' : `Bear in mind: ${keywords.join(', ')}.`,
  ]
    .filter((line) => line !== '')
    .join('\n\n')
}

function rest(request: SceneRequest, frames: Draft['frames']): string {
  const { frameCount } = request
  const told = frames.map(({ prompt }, index) => `${index + 1}. ${prompt}`)
  return [
    question(request),
    `The first ${frames.length} frames are written:\n${told.join('\n')}`,
    `Give only the ${frameCount - frames.length} frames that are missing, ${frames.length + 1} to ${frameCount}, in the same form. Repeat none.`,
  ].join('\n\n')
}
