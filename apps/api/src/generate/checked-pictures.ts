import { isRecord } from '@darkroom/foundation'
import type { z } from '@hono/zod-openapi'
import { chooseTask, pictureProblems, type TellingWords } from './choose-task.ts'
import { isOnlyLarger, upscaleProblems } from './upscale-problems.ts'

/** Words of any kind, of which those about pictures are known. */
type Asked = TellingWords & Readonly<Record<string, unknown>>

/** What is missing, has no place or stands against something else among the words. */
function problemsOf(asked: Asked) {
  const task = chooseTask(asked)
  const required = isOnlyLarger(task, asked) ? [] : ['prompt', 'model']
  return [
    ...required
      .filter((word) => asked[word] === undefined)
      .map((word) => ({ path: [word], message: 'is missing' })),
    ...upscaleProblems(task, asked),
    ...pictureProblems(task, asked),
  ]
}

/** The schema, which refuses words about pictures that make no sense together. */
export const checkedPictures = <S extends z.ZodType<Asked>>(schema: S): S =>
  schema.superRefine(
    (asked, context) => {
      for (const { path, message } of problemsOf(asked)) {
        context.addIssue({ code: 'custom', path: [...path], message })
      }
    },
    // Beside wrong words as well: only which words there are counts.
    { when: ({ value }) => isRecord(value) },
  )
