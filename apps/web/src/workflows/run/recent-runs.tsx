import { useQueries } from '@tanstack/react-query'
import { toUrl } from '../../api/base.ts'
import type { Job } from '../../api/types.ts'
import { classNames } from '../../ui/class-names.ts'
import { statusWord } from './job-words.ts'
import styles from './run.module.css'
import { jobQuery } from './use-job.ts'

export interface RecentRunsProps {
  /** Newest first. */
  readonly ids: readonly string[]
  readonly shown: string | undefined
  readonly onShow: (id: string) => void
}

const labelOf = (job: Job, number: number): string =>
  `Run ${number}: ${statusWord(job)}${job.prompt === '' ? '' : `, ${job.prompt.slice(0, 80)}`}`

/** The runs of this workflow that were asked for here, to look at again. */
export const RecentRuns = ({ ids, shown, onShow }: RecentRunsProps) => {
  const jobs = useQueries({ queries: ids.map(jobQuery) })
  const known = jobs.flatMap(({ data }) => data ?? [])
  if (known.length < 2) return null
  return (
    <section aria-labelledby="recent-runs">
      <h3 id="recent-runs" className={styles.heading}>
        Recent runs
      </h3>
      <ul className={styles.recent}>
        {known.map((job, at) => {
          const [image] = job.images ?? []
          return (
            <li key={job.request_id}>
              <button
                type="button"
                aria-label={labelOf(job, known.length - at)}
                aria-pressed={job.request_id === shown}
                className={classNames(styles.recentRun, styles[job.status])}
                onClick={() => onShow(job.request_id)}
              >
                {image === undefined ? (
                  statusWord(job)
                ) : (
                  <img src={toUrl(image.thumbnail_url)} alt="" loading="lazy" />
                )}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
