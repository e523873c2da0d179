import { createBuiltInSceneProducer } from './built-in/built-in-scene-producer.ts'
import { createCommandSceneProducer } from './command/command-scene-producer.ts'
import { parseCommandLine } from './command/parse-command-line.ts'
import { SceneProducerSpecError } from './errors.ts'
import { createOpenAiSceneProducer } from './open-ai/open-ai-scene-producer.ts'
import type { SceneProducer } from './scene-producer.ts'

export interface SceneProducerOptions {
  /** The key for `openai:`, sent as a bearer token. */
  readonly apiKey?: string | undefined
  /** The time limit for a whole sequence; 180,000 unless given. The built-in producer ignores it. */
  readonly timeoutMs?: number | undefined
}

/**
 * Creates the producer that a configuration value names: nothing or `built-in` for the built-in one, `openai:URL#MODEL`
 * for a language model, `command:PROGRAM ARGUMENTS` for a program. Throws `SceneProducerSpecError` for anything else.
 */
export function createSceneProducer(
  spec: string | undefined,
  { apiKey, timeoutMs }: SceneProducerOptions = {},
): SceneProducer {
  const value = spec?.trim() ?? ''
  if (value === '' || value === 'built-in') return createBuiltInSceneProducer()
  if (value.startsWith('openai:')) {
    return createOpenAiSceneProducer({ ...readOpenAi(value.slice(7)), apiKey, timeoutMs })
  }
  if (value.startsWith('command:')) {
    return createCommandSceneProducer({ command: readCommand(value.slice(8)), timeoutMs })
  }
  throw new SceneProducerSpecError(
    `${JSON.stringify(value)} names no scene producer: leave it empty for the built-in one, or use openai:URL#MODEL or command:PROGRAM ARGUMENTS`,
  )
}

function readOpenAi(value: string): { baseUrl: URL; model: string } {
  const hash = value.indexOf('#')
  const model = hash === -1 ? '' : value.slice(hash + 1).trim()
  const baseUrl = URL.parse(hash === -1 ? value : value.slice(0, hash))
  if (baseUrl === null || !/^https?:$/.test(baseUrl.protocol)) {
    throw new SceneProducerSpecError(
      'After "openai:" comes the address of a server, such as openai:http://localhost:11434/v1#llama3.2',
    )
  }
  if (baseUrl.username !== '' || baseUrl.password !== '') {
    throw new SceneProducerSpecError('A password does not belong in the address: use the API key')
  }
  if (model === '') {
    throw new SceneProducerSpecError(
      'After the address comes "#" and the name of a model, such as openai:http://localhost:11434/v1#llama3.2',
    )
  }
  return { baseUrl, model }
}

function readCommand(line: string): readonly string[] {
  const command = parseCommandLine(line)
  if ((command[0] ?? '') === '') {
    throw new SceneProducerSpecError(
      'After "command:" comes a program, such as command:python3 scenes.py',
    )
  }
  return command
}
