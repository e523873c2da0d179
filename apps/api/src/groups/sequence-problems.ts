import type { WordProblem } from '../generate/choose-task.ts'
import { frameProblems } from './frame-problems.ts'
import { isPreviousWord, previousWords, type SequenceWords } from './frame-words.ts'

interface Sequence extends SequenceWords {
  readonly sequence_id?: string | undefined
  readonly workflow?: unknown
  readonly inputs?: unknown
  readonly prompts: readonly (SequenceWords['prompts'][number] & { readonly inputs?: unknown })[]
}

/** What does not go together in a sequence. */
export function sequenceProblems(
  sequence: Sequence,
  { hasParameters }: { readonly hasParameters: boolean },
): readonly WordProblem[] {
  const { workflow, inputs, prompts, previous_frame_as: as } = sequence
  const places = <T>(of: (frame: Sequence['prompts'][number]) => T | undefined) =>
    [...prompts.keys()].filter((index) => {
      const frame = prompts[index]
      return frame !== undefined && of(frame) !== undefined
    })
  if (workflow !== undefined) {
    const message = 'has no place beside a workflow, which takes inputs'
    return [
      ...(hasParameters ? [{ path: ['parameters'], message }] : []),
      ...places((frame) => frame.parameters).map((index) => ({
        path: ['prompts', index, 'parameters'],
        message,
      })),
    ]
  }
  const message = 'has no place without a workflow: the words of pictures are parameters'
  return [
    ...(sequence.sequence_id === undefined && sequence.parameters.model === undefined
      ? [{ path: ['parameters', 'model'], message: 'is needed where there is no story' }]
      : []),
    ...(inputs === undefined ? [] : [{ path: ['inputs'], message }]),
    ...places((frame) => frame.inputs).map((index) => ({
      path: ['prompts', index, 'inputs'],
      message,
    })),
    ...(as === undefined || isPreviousWord(as)
      ? frameProblems(sequence)
      : [
          {
            path: ['previous_frame_as'],
            message: `must be ${previousWords.join(' or ')}, or an input of a workflow`,
          },
        ]),
  ]
}
