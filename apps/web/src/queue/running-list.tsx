import { useState } from 'react'
import { useLive } from '../api/live.ts'
import type { Job } from '../api/types.ts'
import { ListSection } from './list-section.tsx'
import { RunningCard } from './running-card.tsx'
import styles from './running-list.module.css'

export interface RunningListProps {
  readonly jobs: readonly Job[]
  /** When the server told of them, in milliseconds. */
  readonly toldAt: number
}

/** What is made just now, a card for each server at work, with the pictures as they emerge. */
export const RunningList = ({ jobs, toldAt }: RunningListProps) => {
  const [previews, setPreviews] = useState<Readonly<Record<string, string>>>({})
  useLive('preview', ({ request_id, image }) => {
    const running = new Set(jobs.map((job) => job.request_id))
    setPreviews((known) => ({
      ...Object.fromEntries(Object.entries(known).filter(([id]) => running.has(id))),
      [request_id]: image,
    }))
  })
  if (jobs.length === 0) return null
  return (
    <ListSection title="Running">
      <ul className={styles.cards}>
        {jobs.map((job) => (
          <li key={job.request_id}>
            <RunningCard job={job} preview={previews[job.request_id]} toldAt={toldAt} />
          </li>
        ))}
      </ul>
    </ListSection>
  )
}
