import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import type { Job } from '../api/types.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { Truncated } from '../ui/truncated.tsx'
import { cancelJob } from './actions.ts'
import styles from './stack-jobs.module.css'
import { useAction } from './use-action.ts'
import { whyOf } from './why.ts'

/** So many more are shown at a time. */
const step = 20

/** The jobs of a batch or story that wait, next first. */
export const StackJobs = ({ id, waiting }: { readonly id: string; readonly waiting: number }) => {
  const [limit, setLimit] = useState(step)
  const { data } = useQuery({
    queryKey: ['queue', 'group', id, limit],
    queryFn: () =>
      answer(api.queue.$get({ query: { group: id, limit: String(Math.min(1000, limit)) } })),
    placeholderData: keepPreviousData,
  })
  if (data === undefined) return <Spinner className={styles.loading} />
  const running = data.running.filter(
    ({ batch_id, sequence_id }) => batch_id === id || sequence_id === id,
  )
  return (
    <div className={styles.jobs}>
      <ul>
        {[...running, ...data.waiting].map((job) => (
          <StackJob key={job.request_id} job={job} />
        ))}
      </ul>
      {waiting > data.waiting.length && (
        <Button size="small" variant="plain" onClick={() => setLimit(limit + 5 * step)}>
          Show more of the {waiting}
        </Button>
      )}
    </div>
  )
}

const StackJob = ({ job }: { readonly job: Job }) => {
  const action = useAction()
  const { prompt, model, seed, request_id, status } = job
  return (
    <li className={styles.job}>
      <Truncated text={prompt || model} className={styles.prompt} />
      <span className={styles.detail}>
        {seed >= 0 && `seed ${seed} · `}
        {status === 'processing' ? 'is being made' : whyOf(job)}
      </span>
      <IconButton
        label={`Cancel the job with seed ${seed}`}
        icon={<X aria-hidden />}
        size="small"
        busy={action.busy}
        onClick={() => action.run(() => cancelJob(request_id))}
      />
    </li>
  )
}
