import { useInfiniteQuery } from '@tanstack/react-query'
import { BookOpen, Plus } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DraftList } from '../write/draft-list.tsx'
import { SequenceCard } from './sequence-card.tsx'
import styles from './sequence-list.module.css'
import { summariesQuery } from './sequence-queries.ts'

const NewStory = () => (
  <Button variant="primary" icon={<Plus aria-hidden />} to="/stories?new=1">
    New story
  </Button>
)

/** All that was made of stories, newest first. */
export const SequenceList = () => {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(summariesQuery)
  const sequences = data?.pages.flatMap((page) => page.sequences)
  return (
    <>
      <PageHeader title="Stories" actions={<NewStory />} />
      <div className={styles.view}>
        {error !== null && sequences === undefined && (
          <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
        )}
        {sequences === undefined && error === null && <Skeleton shape="block" height="240px" />}
        {sequences?.length === 0 && (
          <EmptyState
            icon={<BookOpen />}
            title="Every story you illustrate will be here."
            detail="Write one in a few sentences: it becomes prompts that you can edit, and then pictures in order."
            action={<NewStory />}
          />
        )}
        <DraftList />
        {sequences !== undefined && sequences.length > 0 && (
          <ul className={styles.cards} aria-label="Stories">
            {sequences.map((sequence) => (
              <li key={sequence.sequence_id}>
                <SequenceCard sequence={sequence} />
              </li>
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older ones
          </Button>
        )}
      </div>
    </>
  )
}
