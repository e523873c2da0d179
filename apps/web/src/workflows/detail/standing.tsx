import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { Workflow } from '../../api/types.ts'
import styles from './detail.module.css'
import { type Check, useChecks } from './use-checks.ts'

const titleOf = ({ server }: Check): string =>
  server === '' ? 'No server can run it' : `${server} cannot run it`

const CheckNote = ({ check }: { readonly check: Check }) => (
  <div className={styles.note}>
    <TriangleAlert aria-hidden className={styles.warning} />
    <div>
      <p className={styles.noteTitle}>{titleOf(check)}</p>
      <ul className={styles.reasons}>
        {check.problems.map(({ path, message, nearest = [] }) => (
          <li key={`${path} ${message}`}>
            {message}
            {nearest.length > 0 && <> Nearest: {nearest.join(', ')}.</>}
          </li>
        ))}
      </ul>
    </div>
  </div>
)

/** Whether it can run and where, what each server lacks, and what was not clear. */
export const Standing = ({ workflow }: { readonly workflow: Workflow }) => {
  const { data: checks = [] } = useChecks(workflow)
  const { runnable, servers, problems, notes } = workflow
  const lacking = checks.filter((check) => !check.runnable)
  return (
    <div className={styles.standing}>
      {runnable && (
        <p className={styles.ready}>
          <CircleCheck aria-hidden />
          Runs on {servers.join(', ')}
        </p>
      )}
      {lacking.map((check) => (
        <CheckNote key={check.server} check={check} />
      ))}
      {!runnable && lacking.length === 0 && problems.length > 0 && (
        <CheckNote
          check={{
            server: '',
            runnable: false,
            problems: problems.map((message) => ({ path: '', message })),
          }}
        />
      )}
      {notes.map((note) => (
        <p key={note} className={styles.hint}>
          <Info aria-hidden />
          {note}
        </p>
      ))}
    </div>
  )
}
