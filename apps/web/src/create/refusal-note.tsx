import { ApiProblem } from '../api/api-problem.ts'
import { Button } from '../ui/button.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import styles from './refusal-note.module.css'

interface RefusalNoteProps {
  readonly problem: Error
  /** The names that were taken in place of those that were refused, by their paths. */
  readonly taken: Readonly<Record<string, string>>
  readonly onTake: (path: string, name: string) => void
  readonly onGenerate: () => void
  readonly retry: (() => void) | undefined
  readonly onDismiss: () => void
}

/** Why nothing came of a press, with the nearest names to take; when all are taken, the way to ask again. */
export const RefusalNote = ({
  problem,
  taken,
  onTake,
  onGenerate,
  retry,
  onDismiss,
}: RefusalNoteProps) => {
  const said = problemOf(problem)
  const errors = said.errors ?? []
  const left = errors.filter(({ path }) => taken[path] === undefined)
  if (errors.length > 0 && left.length === 0) {
    return (
      <div role="status" className={styles.mended}>
        <p>
          Now with <strong>{Object.values(taken).join(', ')}</strong>.
        </p>
        <Button variant="primary" size="small" onClick={onGenerate}>
          Generate again
        </Button>
      </div>
    )
  }
  // Of the routes of the API, programs are told.
  const hint = said.hint?.includes('/api/') === true ? undefined : said.hint
  const isAway = problem instanceof ApiProblem && problem.code === 'comfyui_unavailable'
  return (
    <>
      <ProblemNote
        problem={{ detail: said.detail, hint, errors: left }}
        onPick={onTake}
        onDismiss={onDismiss}
        {...(retry !== undefined && { retry })}
      />
      {isAway && (
        <Button size="small" to="/servers">
          Look at the servers
        </Button>
      )}
    </>
  )
}
