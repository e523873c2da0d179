import { pictureProblems, type WordProblem } from '../generate/choose-task.ts'
import { upscaleProblems } from '../generate/upscale-problems.ts'
import { type FrameWords, taskOfFrame } from './take-frames.ts'

/** What stands against making the frames of these words: all of them are made in one way. */
export function frameProblems({ parameters, prompts }: FrameWords): readonly WordProblem[] {
  const [first] = prompts
  const task = taskOfFrame(parameters, first?.parameters)
  return prompts.flatMap(({ parameters: own = {} }, index): readonly WordProblem[] => {
    const ownTask = taskOfFrame(parameters, own)
    if (ownTask !== task) {
      const message = `asks for ${ownTask}, and the first frame for ${task}: all frames of a sequence are made in one way`
      return [{ path: ['prompts', index, 'parameters'], message }]
    }
    const words = { ...parameters, ...own }
    const problems = [
      ...upscaleProblems(task, { ...words, prompt: '-' }),
      ...pictureProblems(task, words),
    ]
    return problems.map(({ path, message }) => {
      const [word = ''] = path
      const place = Object.hasOwn(own, word) ? ['prompts', index, 'parameters'] : ['parameters']
      return { path: [...place, ...path], message }
    })
  })
}
