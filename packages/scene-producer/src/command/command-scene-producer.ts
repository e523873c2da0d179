import { basename } from 'node:path'
import { SceneProducerInvalidAnswerError } from '../errors.ts'
import type { SceneProducer, SceneRequest } from '../scene-producer.ts'
import { findAnswer } from '../shared/answer-schema.ts'
import { assemble } from '../shared/assemble.ts'
import { checkRequest } from '../shared/check-request.ts'
import { shortened } from '../shared/text.ts'
import { withinTimeLimit } from '../shared/time-limit.ts'
import { styles } from '../styles/styles.ts'
import { runCommand } from './run-command.ts'

export interface CommandOptions {
  /** Program and arguments, run without a shell. */
  readonly command: readonly string[]
  /** The time limit; 180,000 unless given. */
  readonly timeoutMs?: number | undefined
  /** The limit for the program's output; 4 MiB unless given. */
  readonly maxOutputBytes?: number | undefined
  /** The time between the request to end and the kill; 2,000 unless given. */
  readonly killAfterMs?: number | undefined
}

/** Lets a program write the frames: it reads the request from standard input and prints the answer. */
export function createCommandSceneProducer({
  command,
  timeoutMs = 180_000,
  maxOutputBytes = 4 * 1024 * 1024,
  killAfterMs = 2_000,
}: CommandOptions): SceneProducer {
  const program = basename(command[0] ?? '')
  const name = `command:${program}`
  return {
    name,
    async produce(wanted, { signal } = {}) {
      const request = checkRequest(wanted)
      const output = await withinTimeLimit(
        (both) =>
          runCommand(command, {
            input: `${JSON.stringify(toWire(request))}\n`,
            maxOutputBytes,
            killAfterMs,
            signal: both,
          }),
        { who: `The scene program ${program}`, timeoutMs, signal },
      )
      const answer = findAnswer(output)
      if (answer === undefined) throw noScenes(program, output)
      const { frames, metadata } = answer
      if (frames.length < request.frameCount) {
        throw new SceneProducerInvalidAnswerError(
          `The scene program ${program} wrote ${frames.length} of ${request.frameCount} frames`,
        )
      }
      const { characters, prefix, negativePrompt, setting, atmosphere, arc } = metadata
      return assemble(
        {
          producer: name,
          characters,
          shared: [],
          setting,
          atmosphere,
          arc: arc || (request.narrativeArc ?? ''),
          prefix,
          negativePrompt,
          frames: frames.slice(0, request.frameCount),
        },
        request,
      )
    },
  }
}

function noScenes(program: string, output: string): SceneProducerInvalidAnswerError {
  const said = shortened(output.trim(), 200) || 'nothing'
  return new SceneProducerInvalidAnswerError(
    `The scene program ${program} did not print scenes as JSON but ${said}`,
  )
}

/** The request in its form for the pipe. */
function toWire(request: SceneRequest): object {
  const { quality, negativePrompt } = styles[request.style]
  return {
    schema: 'darkroom-scenes/1',
    story: request.story,
    frame_count: request.frameCount,
    narrative_arc: request.narrativeArc ?? null,
    model: request.model,
    style: request.style,
    keywords: request.keywords ?? [],
    quality_prefix: quality,
    negative_prompt: negativePrompt,
  }
}
