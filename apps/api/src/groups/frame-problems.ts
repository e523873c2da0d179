import { pictureProblems, type WordProblem } from '../generate/choose-task.ts'
import { upscaleProblems } from '../generate/upscale-problems.ts'
import { frameWords, type SequenceWords, taskOfFrame } from './frame-words.ts'

/** What stands against making the frames of these words. */
export function frameProblems(sequence: SequenceWords): readonly WordProblem[] {
  const { previous_frame_as: as } = sequence
  const problems = frameWords(sequence).flatMap((words, index): readonly WordProblem[] => {
    const own = sequence.prompts[index]?.parameters ?? {}
    const task = taskOfFrame(words)
    const found = [
      ...(as !== undefined && task === 'upscale' ? [growing] : []),
      ...upscaleProblems(task, { ...words, prompt: '-' }),
      ...pictureProblems(task, words),
    ]
    return found.map(({ path, message }) => {
      const [word = ''] = path
      const place = Object.hasOwn(own, word) ? ['prompts', index, 'parameters'] : ['parameters']
      return { path: [...place, ...path], message }
    })
  })
  // What is wrong with the words of the sequence is so for many frames.
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()]
}

const growing: WordProblem = {
  path: ['workflow'],
  message: 'makes each frame larger than the one before, without an end',
}
