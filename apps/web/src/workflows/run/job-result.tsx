import { useMutation } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { answer } from '../../api/answer.ts'
import { api } from '../../api/client.ts'
import type { Job } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { standingText } from './job-words.ts'
import { MadeOutputs } from './made-outputs.tsx'
import styles from './run.module.css'
import { isEnded, useJob } from './use-job.ts'

const Going = ({ job, preview }: { readonly job: Job; readonly preview: string | undefined }) => {
  const cancel = useMutation({
    mutationFn: () =>
      answer(api.generate[':request_id'].$delete({ param: { request_id: job.request_id } })),
  })
  const standing = standingText(job)
  return (
    <div className={styles.going}>
      {preview === undefined ? (
        <Skeleton shape="block" ratio="1" className={styles.picture} />
      ) : (
        <img src={preview} alt="As far as it is" className={styles.preview} />
      )}
      <Progress
        label="The run"
        value={job.status === 'queued' ? 0 : (job.progress?.value ?? null)}
        valueText={standing}
      />
      <div className={styles.line}>
        <p className={styles.standing}>{standing}</p>
        <Button
          size="small"
          icon={<X aria-hidden />}
          busy={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          Cancel
        </Button>
      </div>
      {cancel.error !== null && <ProblemNote problem={problemOf(cancel.error)} />}
    </div>
  )
}

const Ended = ({ job, onRetry }: { readonly job: Job; readonly onRetry: (id: string) => void }) => {
  const retry = useMutation({
    mutationFn: () =>
      answer(api.generate[':request_id'].retry.$post({ param: { request_id: job.request_id } })),
    onSuccess: ({ request_id: id }) => onRetry(id),
  })
  if (job.status === 'cancelled') {
    return (
      <div className={styles.line}>
        <p className={styles.standing}>It was cancelled.</p>
        <Button size="small" busy={retry.isPending} onClick={() => retry.mutate()}>
          Run it again
        </Button>
      </div>
    )
  }
  if (job.status === 'error') {
    return (
      <ProblemNote
        problem={
          retry.error === null
            ? { detail: job.error ?? 'It failed.', hint: job.error_info?.hint }
            : problemOf(retry.error)
        }
        retry={() => retry.mutate()}
      />
    )
  }
  const { outputs = [] } = job
  if (outputs.length === 0) return <p className={styles.standing}>It is done, and made no file.</p>
  return <MadeOutputs job={job} />
}

export interface JobResultProps {
  readonly id: string
  /** Follows another job in its place. */
  readonly onFollow: (id: string) => void
}

/** A run as it goes, and what it made. */
export const JobResult = ({ id, onFollow }: JobResultProps) => {
  const { job, error, refetch, preview } = useJob(id)
  if (job === undefined) {
    return error === null ? (
      <Skeleton shape="block" ratio="1" className={styles.picture} />
    ) : (
      <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
    )
  }
  return isEnded(job) ? (
    <Ended job={job} onRetry={onFollow} />
  ) : (
    <Going job={job} preview={preview} />
  )
}
