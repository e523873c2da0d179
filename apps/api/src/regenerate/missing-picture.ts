import type { Gallery } from '@darkroom/gallery-store'
import type { NotRunnableError } from '@darkroom/generation'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import { notRunnable } from '../generate/not-runnable.ts'
import type { ProblemError } from '../http/problem.ts'
import { problemFrom } from '../http/problem-table.ts'
import { keyOfPlace } from '../workflows/not-runnable-run.ts'

/**
 * The problem of a graph that no server can run; of a file that it takes, under which key another can be given, and whether the
 * gallery has one of that name.
 */
export function missingPicture(
  error: NotRunnableError,
  gallery: Pick<Gallery, 'findByName'>,
  known: readonly WorkflowInput[],
): ProblemError {
  const facts = notRunnable(error)
  const [first] = error.obstacles
  if (first?.code !== 'file_missing') return problemFrom(error, facts)
  const picture = gallery.findByName(fileName(first.file ?? ''))
  const key = JSON.stringify(keyOfPlace(known, first))
  const another =
    picture === undefined
      ? `{"inputs": {${key}: {"upload": id}}}`
      : `{"inputs": {${key}: {"gallery": "${picture.id}"}}}`
  const same =
    picture === undefined
      ? ''
      : ` The gallery has a picture of that name, which may be the same: ${picture.path}`
  return problemFrom(error, {
    ...facts,
    hint: `Give another with ${another}; or put the file into that folder of ComfyUI, under the same name.${same}`,
    errors: error.obstacles
      .map((one, index) => ({
        path:
          one.code === 'file_missing'
            ? `inputs.${keyOfPlace(known, one)}`
            : (facts.errors?.[index]?.path ?? 'graph'),
        message: one.message,
      }))
      .slice(0, facts.errors?.length),
  })
}

/** The name without folder and mark: `sub/a.png [output]` is `a.png`. */
const fileName = (file: string): string =>
  file
    .replace(/ \[\w+\]$/, '')
    .split(/[/\\]/)
    .at(-1) ?? ''
