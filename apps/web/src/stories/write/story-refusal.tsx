import { ApiProblem } from '../../api/api-problem.ts'
import { Button } from '../../ui/button.tsx'
import { type FieldRefusal, problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { sequenceAddress } from './addresses.ts'
import { placeInWords } from './story-problems.ts'

interface StoryRefusalProps {
  readonly problem: Error
  /** What nobody has mended yet. */
  readonly left: readonly FieldRefusal[]
  readonly sequenceId: string | undefined
  readonly onTake: (path: string, name: string) => void
  readonly retry: (() => void) | undefined
  readonly onDismiss: () => void
  /** Sends the frames as a story of their own. */
  readonly onSendAnew: () => void
}

/** Why nothing came of a press, where it is, and the ways on. */
export const StoryRefusal = ({
  problem,
  left,
  sequenceId,
  onTake,
  retry,
  onDismiss,
  onSendAnew,
}: StoryRefusalProps) => {
  const said = problemOf(problem)
  const code = problem instanceof ApiProblem ? problem.code : undefined
  // Two places can be called the same only where both are told.
  const paths = new Map(left.map((error) => [placeInWords(error.path), error.path]))
  const wasSent = code === 'wrong_state' && sequenceId !== undefined
  return (
    <>
      <ProblemNote
        problem={{
          detail: wasSent ? 'This story was sent before.' : said.detail,
          // Of the routes of the API, programs are told.
          hint: said.hint?.includes('/api/') === true ? undefined : said.hint,
          errors: left.map((error) => ({ ...error, path: placeInWords(error.path) })),
        }}
        onPick={(words, name) => onTake(paths.get(words) ?? words, name)}
        retry={retry}
        onDismiss={onDismiss}
      />
      {code === 'comfyui_unavailable' && (
        <Button size="small" to="/servers">
          Look at the servers
        </Button>
      )}
      {wasSent && (
        <>
          <Button size="small" to={sequenceAddress(sequenceId)}>
            Look at it
          </Button>
          <Button size="small" onClick={onSendAnew}>
            Make these frames as another one
          </Button>
        </>
      )}
    </>
  )
}
