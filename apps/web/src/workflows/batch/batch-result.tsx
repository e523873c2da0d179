import { useMutation } from '@tanstack/react-query'
import { Download, Images, RotateCw, X } from 'lucide-react'
import { useState } from 'react'
import { answer } from '../../api/answer.ts'
import { toUrl } from '../../api/base.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { durationText } from '../run/job-words.ts'
import styles from './batch.module.css'
import { axesOfBatch, toCells } from './batch-cells.ts'
import { BatchTables } from './batch-tables.tsx'
import { useBatch } from './use-batch.ts'

export interface BatchResultProps {
  readonly id: string
  /** What the inputs are called in the form, by their keys. */
  readonly labels: ReadonlyMap<string, string>
}

/** The most jobs that one answer tells of. */
const page = 1000

/** A batch as it goes: its pictures by the values that made them. */
export const BatchResult = ({ id, labels }: BatchResultProps) => {
  const [from, setFrom] = useState(0)
  const { data: batch, error, refetch } = useBatch(id, from)
  const param = { param: { batch_id: id } }
  const cancel = useMutation({ mutationFn: () => answer(api.batch[':batch_id'].$delete(param)) })
  const retry = useMutation({
    mutationFn: () => answer(api.batch[':batch_id'].retry.$post(param)),
    onSuccess: () => refetch(),
  })
  if (batch === undefined) {
    return error === null ? (
      <Skeleton shape="block" ratio="1" />
    ) : (
      <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
    )
  }
  const { total_images: total, completed_images: done, failed_images: failed } = batch
  const isGoing = batch.status === 'queued' || batch.status === 'processing'
  const left = batch.estimated_seconds_remaining
  const standing = [
    `${done.toLocaleString('en')} of ${total.toLocaleString('en')} done`,
    failed.length > 0 && `${failed.length.toLocaleString('en')} failed`,
    batch.status === 'cancelled' && 'cancelled',
    isGoing &&
      (batch.waiting_detail ?? (left === null ? undefined : `about ${durationText(left)} left`)),
  ]
  const axes = axesOfBatch(batch.matrix, labels)
  const problem = cancel.error ?? retry.error
  return (
    <div className={styles.batch}>
      <Progress label="The batch" value={total === 0 ? null : (done + failed.length) / total} />
      <div className={styles.line}>
        <p className={styles.standing}>{standing.filter(Boolean).join(' · ')}</p>
        <div className={styles.buttons}>
          {isGoing && (
            <Button
              size="small"
              icon={<X aria-hidden />}
              busy={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              Cancel
            </Button>
          )}
          {!isGoing && done < total && (
            <Button
              size="small"
              icon={<RotateCw aria-hidden />}
              busy={retry.isPending}
              onClick={() => retry.mutate()}
            >
              Run the rest again
            </Button>
          )}
          {done > 0 && (
            <Button
              size="small"
              icon={<Download aria-hidden />}
              href={toUrl(`/api/batch/${id}/archive`)}
              download
            >
              ZIP
            </Button>
          )}
          <Button size="small" icon={<Images aria-hidden />} to={`/gallery?batch=${id}`}>
            Gallery
          </Button>
        </div>
      </div>
      {problem !== null && <ProblemNote problem={problemOf(problem)} />}
      <BatchTables cells={toCells(batch, from)} axes={axes} isGoing={isGoing} />
      {(from > 0 || batch.next_from !== undefined) && (
        <div className={styles.line}>
          <Button
            size="small"
            disabled={from === 0}
            onClick={() => setFrom(Math.max(0, from - page))}
          >
            {`Before ${(from + 1).toLocaleString('en')}`}
          </Button>
          <Button
            size="small"
            disabled={batch.next_from === undefined}
            onClick={() => setFrom(batch.next_from ?? from)}
          >
            {`From ${(batch.next_from ?? total).toLocaleString('en')} on`}
          </Button>
        </div>
      )}
    </div>
  )
}
