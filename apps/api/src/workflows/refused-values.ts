import type { Gallery } from '@darkroom/gallery-store'
import type { GraphObstacle, NotRunnableError } from '@darkroom/generation'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import { notRunnable } from '../generate/not-runnable.ts'
import type { ProblemError } from '../http/problem.ts'
import { problemFrom } from '../http/problem-table.ts'

/**
 * The problem of a graph that no server can run, told by the inputs of its workflow: which of them has the value that is in the way.
 * Of a file that it takes, also how another is given, and whether the gallery has one of that name.
 */
export function refusedValues(
  error: NotRunnableError,
  gallery: Pick<Gallery, 'findByName'>,
  known: readonly WorkflowInput[],
): ProblemError {
  const facts = notRunnable(error)
  const [first] = error.obstacles
  const hint =
    first?.code === 'file_missing'
      ? fileHint(first, gallery, keyOf(first, known) ?? placeOf(first))
      : facts.hint
  return problemFrom(error, {
    ...facts,
    ...(hint !== undefined && { hint }),
    errors: error.obstacles
      .map((one, index) => ({
        path: pathOf(one, known) ?? facts.errors?.[index]?.path ?? 'graph',
        message: one.message,
      }))
      .slice(0, facts.errors?.length),
  })
}

/** The input to give another value to; undefined where none would help. */
function pathOf(obstacle: GraphObstacle, known: readonly WorkflowInput[]): string | undefined {
  const key = keyOf(obstacle, known)
  if (key !== undefined) return `inputs.${key}`
  return obstacle.code === 'file_missing' ? `inputs.${placeOf(obstacle)}` : undefined
}

const keyOf = (
  { nodeId, input }: GraphObstacle,
  known: readonly WorkflowInput[],
): string | undefined =>
  known.find(({ targets }) =>
    targets.some(({ path, name, channel }) => path === nodeId && name === input && !channel),
  )?.key

const placeOf = ({ nodeId, input = '' }: GraphObstacle): string => `${nodeId}.${input}`

function fileHint(
  { file = '' }: GraphObstacle,
  gallery: Pick<Gallery, 'findByName'>,
  key: string,
): string {
  const picture = gallery.findByName(fileName(file))
  const reference = picture === undefined ? '{"upload": id}' : `{"gallery": "${picture.id}"}`
  const same =
    picture === undefined
      ? ''
      : ` The gallery has a picture of that name, which may be the same: ${picture.path}`
  return `Give another with {"inputs": {${JSON.stringify(key)}: ${reference}}}; or put the file into that folder of ComfyUI, under the same name.${same}`
}

/** The name without folder and mark: `sub/a.png [output]` is `a.png`. */
const fileName = (file: string): string =>
  file
    .replace(/ \[\w+\]$/, '')
    .split(/[/\\]/)
    .at(-1) ?? ''
