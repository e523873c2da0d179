import { useQueries } from '@tanstack/react-query'
import { toUrl } from '../../api/base.ts'
import type { Job } from '../../api/types.ts'
import { statusWord } from './job-words.ts'
import styles from './run.module.css'
import { jobQuery } from './use-job.ts'
import type { KeptRun, Runs } from './use-runs.ts'

const labelOf = (job: Job | undefined, number: number): string => {
  if (job === undefined) return `Batch ${number}`
  return `Run ${number}: ${statusWord(job)}${job.prompt === '' ? '' : `, ${job.prompt.slice(0, 80)}`}`
}

/** The runs of this workflow that were asked for here, to look at again. */
export const RecentRuns = ({ all, shown, show }: Pick<Runs, 'all' | 'shown' | 'show'>) => {
  const jobs = useQueries({
    queries: all.filter(({ kind }) => kind === 'job').map(({ id }) => jobQuery(id)),
  })
  const byId = new Map(jobs.flatMap(({ data }) => data ?? []).map((job) => [job.request_id, job]))
  // A run that the queue has forgotten is shown no more.
  const known = all.filter(({ kind, id }) => kind === 'batch' || byId.has(id))
  if (known.length < 2) return null
  const face = ({ id }: KeptRun) => {
    const job = byId.get(id)
    if (job === undefined) return 'Batch'
    const [image] = job.images ?? []
    if (image === undefined) return statusWord(job)
    return <img src={toUrl(image.thumbnail_url)} alt="" loading="lazy" />
  }
  return (
    <section aria-labelledby="recent-runs">
      <h3 id="recent-runs" className={styles.heading}>
        Recent runs
      </h3>
      <ul className={styles.recent}>
        {known.map((run, at) => (
          <li key={run.id}>
            <button
              type="button"
              aria-label={labelOf(byId.get(run.id), known.length - at)}
              aria-pressed={run.id === shown?.id}
              className={styles.recentRun}
              onClick={() => show(run)}
            >
              {face(run)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
