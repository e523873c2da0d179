import { useMutation } from '@tanstack/react-query'
import { Download, RotateCw, X } from 'lucide-react'
import { answer } from '../../api/answer.ts'
import { toUrl } from '../../api/base.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import styles from './batch.module.css'

export interface BatchButtonsProps {
  readonly id: string
  readonly isGoing: boolean
  readonly done: number
  readonly total: number
  readonly onRetried: () => void
}

/** What can be done with a batch. */
export const BatchButtons = ({ id, isGoing, done, total, onRetried }: BatchButtonsProps) => {
  const batch = api.batch[':batch_id']
  const param = { param: { batch_id: id } }
  const cancel = useMutation({ mutationFn: () => answer(batch.$delete(param)) })
  const retry = useMutation({
    mutationFn: () => answer(batch.retry.$post(param)),
    onSuccess: onRetried,
  })
  const problem = cancel.error ?? retry.error
  return (
    <>
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
      </div>
      {problem !== null && <ProblemNote problem={problemOf(problem)} />}
    </>
  )
}
