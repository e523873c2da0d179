import type { WordProblem } from './choose-task.ts'

/** Values that say nothing, for they are what is taken without them. */
const idle: Readonly<Record<string, unknown>> = { negative_prompt: '', seed: -1 }

/** The words of a picture that is made larger and nothing more. */
const ownWords: ReadonlySet<string> = new Set(['workflow', 'image', 'upscale', 'priority'])

const isSaid = ([word, value]: readonly [string, unknown]): boolean =>
  value !== undefined && value !== idle[word] && !(Array.isArray(value) && value.length === 0)

type Words = Readonly<Record<string, unknown>> & {
  readonly upscale?: Readonly<Record<string, unknown>> | undefined
}

/** Whether a picture is made larger and nothing is painted, so that neither prompt nor model has a use. */
export const isOnlyLarger = (task: string, { prompt, model }: Words): boolean =>
  task === 'upscale' && prompt === undefined && model === undefined

const onlyLarger =
  'has no effect where a picture is only made larger: give prompt and model as well'
const sized = 'has no place in upscale: its factor says how large the picture becomes'

/** What has no effect on a picture that is made larger, or stands against it. */
export function upscaleProblems(task: string, asked: Words): readonly WordProblem[] {
  if (task !== 'upscale') return []
  if (!isOnlyLarger(task, asked)) {
    return ['resolution', 'batch_size']
      .filter((word) => asked[word] !== undefined)
      .map((word) => ({ path: [word], message: sized }))
  }
  const said = Object.entries(asked).filter(isSaid)
  const paths = [
    ...said.filter(([word]) => !ownWords.has(word)).map(([word]) => [word]),
    ...['denoise', 'steps']
      .filter((word) => asked.upscale?.[word] !== undefined)
      .map((word) => ['upscale', word]),
  ]
  return paths.map((path) => ({ path, message: onlyLarger }))
}
