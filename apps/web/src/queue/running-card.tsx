import { ImageIcon, X } from 'lucide-react'
import { Link } from 'wouter'
import { toUrl } from '../api/base.ts'
import type { Job } from '../api/types.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Progress } from '../ui/progress.tsx'
import { Truncated } from '../ui/truncated.tsx'
import { cancelJob } from './actions.ts'
import { modelName } from './model-name.ts'
import { Remaining } from './remaining.tsx'
import styles from './running-card.module.css'
import { useAction } from './use-action.ts'

export interface RunningCardProps {
  readonly job: Job
  /** As a data URL; none until the first has come. */
  readonly preview: string | undefined
  readonly toldAt: number
}

const stageOf = ({ progress, waiting_detail }: Job): string => {
  if (waiting_detail !== undefined) return waiting_detail
  if (progress === undefined) return 'starting'
  const { step, steps, stage } = progress
  return steps > 0 ? `${stage} · step ${step} of ${steps}` : stage
}

/** A job that is worked on. */
export const RunningCard = ({ job, preview, toldAt }: RunningCardProps) => {
  const action = useAction()
  const { prompt, model, server, progress, given_urls, request_id } = job
  const given = given_urls?.[0]
  const shown = preview ?? (given === undefined ? undefined : toUrl(given))
  const title = prompt === '' ? model || 'A workflow' : prompt
  return (
    <article className={styles.card} aria-label={title}>
      <div className={styles.picture}>
        {shown === undefined ? (
          <ImageIcon aria-hidden className={styles.none} />
        ) : (
          <img
            src={shown}
            alt={preview === undefined ? 'What goes in' : 'What emerges'}
            className={preview === undefined ? styles.given : styles.preview}
          />
        )}
      </div>
      <div className={styles.words}>
        <div className={styles.top}>
          <Truncated text={title} lines={2} className={styles.prompt} />
          <IconButton
            label="Cancel"
            icon={<X aria-hidden />}
            size="small"
            busy={action.busy}
            onClick={() => action.run(() => cancelJob(request_id), 'Cancelled')}
          />
        </div>
        <p className={styles.facts}>
          {model !== '' && <Truncated text={modelName(model)} />}
          {server !== undefined && (
            <Link href="/servers" className={styles.server}>
              {server}
            </Link>
          )}
        </p>
        <div className={styles.progress}>
          <Progress
            label={`Progress of ${title}`}
            value={progress === undefined || progress.value === 0 ? null : progress.value}
            valueText={stageOf(job)}
          />
          <p className={styles.state}>
            <span>{stageOf(job)}</span>
            <Remaining seconds={job.eta_seconds} toldAt={toldAt} />
          </p>
        </div>
      </div>
    </article>
  )
}
