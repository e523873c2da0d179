import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLive } from '../api/live.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { ManyProgress, useRunningMany } from './many-progress.tsx'
import { trashQuery } from './trash.ts'
import { TrashGrid } from './trash-grid.tsx'
import { type TrashConfirm, TrashQuestion } from './trash-question.tsx'
import styles from './trash-view.module.css'
import { useManyActions } from './use-many-actions.ts'

const nothing: ReadonlySet<string> = new Set()

const pictures = (count: number): string =>
  count === 1 ? '1 picture' : `${count.toLocaleString('en')} pictures`

/** What was deleted: to look at, to bring back, to delete for good. */
export const TrashView = () => {
  const { data, error, refetch } = useQuery(trashQuery)
  const [marked, setMarked] = useState(nothing)
  const [question, setQuestion] = useState<TrashConfirm>()
  const [isBusy, setIsBusy] = useState(false)
  const actions = useManyActions()
  const running = useRunningMany()
  useLive('gallery_added', () => void refetch())
  useLive('gallery_removed', () => void refetch())

  const there = data ?? []
  const ids = there.filter(({ id }) => marked.has(id)).map(({ id }) => id)
  const restore = async () => {
    setIsBusy(true)
    await actions.restore(ids)
    setMarked(nothing)
    await refetch()
    setIsBusy(false)
  }
  const toggle = (some: readonly string[], isMarked: boolean) =>
    setMarked((before) => {
      const next = new Set(before)
      for (const id of some) {
        if (isMarked) next.add(id)
        else next.delete(id)
      }
      return next
    })
  return (
    <div className={styles.view}>
      <PageHeader
        title="Trash"
        detail={data === undefined ? undefined : there.length.toLocaleString('en')}
        actions={
          <>
            <Button variant="plain" icon={<ArrowLeft aria-hidden />} to="/gallery">
              Gallery
            </Button>
            <Button
              variant="plain"
              disabled={there.length === 0}
              onClick={() =>
                toggle(
                  there.map(({ id }) => id),
                  ids.length < there.length,
                )
              }
            >
              {ids.length > 0 && ids.length === there.length ? 'Select nothing' : 'Select all'}
            </Button>
            <Button
              icon={<Trash2 aria-hidden />}
              disabled={there.length === 0}
              onClick={() => setQuestion({ kind: 'all', count: there.length })}
            >
              Empty the trash
            </Button>
          </>
        }
      />
      <div className={styles.body}>
        {error !== null && <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />}
        {data === undefined && error === null && <Spinner label="Loading the trash" />}
        {data?.length === 0 && (
          <EmptyState
            icon={<Trash2 />}
            title="The trash is empty."
            detail="Pictures that you delete stay here until you empty it."
            action={<Button to="/gallery">Back to the gallery</Button>}
          />
        )}
        {there.length > 0 && <TrashGrid pictures={there} marked={marked} onMark={toggle} />}
      </div>
      {running !== undefined && <ManyProgress running={running} />}
      {running === undefined && ids.length > 0 && (
        <Toolbar
          label="Selected pictures"
          raised
          className={styles.bar}
          end={
            <Button variant="plain" onClick={() => setMarked(nothing)}>
              Select nothing
            </Button>
          }
        >
          <span className={styles.count}>{pictures(ids.length)}</span>
          <Button
            variant="primary"
            icon={<RotateCcw aria-hidden />}
            busy={isBusy}
            onClick={() => void restore()}
          >
            Restore
          </Button>
          <Button
            variant="danger"
            icon={<Trash2 aria-hidden />}
            onClick={() => setQuestion({ kind: 'some', ids })}
          >
            Delete for good
          </Button>
        </Toolbar>
      )}
      <TrashQuestion
        question={question}
        onClose={() => setQuestion(undefined)}
        onDone={() => {
          setMarked(nothing)
          void refetch()
        }}
      />
    </div>
  )
}
