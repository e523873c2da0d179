import { ArrowLeft, Film } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { ApiProblem } from '../../api/api-problem.ts'
import { connection, useLive } from '../../api/live.ts'
import { useStore } from '../../api/store.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ContactSheetDialog } from './contact-sheet-dialog.tsx'
import { FramesLightbox } from './frames-lightbox.tsx'
import { picturedFrames } from './pictured-frames.ts'
import { RedoDialog } from './redo-dialog.tsx'
import { SequenceHeader } from './sequence-header.tsx'
import styles from './sequence-page.module.css'
import { SequenceProgress } from './sequence-progress.tsx'
import type { Sequence } from './sequence-queries.ts'
import { isOpen } from './sequence-words.ts'
import { Slideshow } from './slideshow.tsx'
import { StoryWords } from './story-words.tsx'
import { Storyboard } from './storyboard.tsx'
import { titleOf } from './title-of.ts'
import { useSequence } from './use-sequence.ts'

const titleOfSequence = ({ story, frames }: Sequence): string =>
  titleOf(story?.description ?? frames[0]?.prompt ?? '')

interface SequenceOpenProps {
  readonly sequence: Sequence
  readonly toldAt: number
}

const SequenceOpen = ({ sequence, toldAt }: SequenceOpenProps) => {
  const { sequence_id: id, story, frames } = sequence
  const isOld = useStore(connection) === 'lost'
  const announce = useAnnounce()
  useLive('group', (group) => {
    if (group.sequence_id !== id || isOpen(group)) return
    announce(`The story has ended: ${group.completed} of ${group.total} frames are made.`)
  })
  const [search, setSearch] = useSearchParams()
  const [over, setOver] = useState<'sheet' | 'show'>()
  const [redone, setRedone] = useState<number>()
  const pictured = picturedFrames(frames)
  const shown = Number(search.get('frame') ?? Number.NaN)
  const frameAnew = frames.find(({ frame_number }) => frame_number === redone)
  const show = (number: number | undefined, replace = false) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        if (number === undefined) next.delete('frame')
        else next.set('frame', String(number))
        return next
      },
      { replace },
    )
  return (
    <>
      <SequenceHeader
        {...{ sequence, pictured }}
        title={titleOfSequence(sequence)}
        onSheet={() => setOver('sheet')}
        onPlay={() => setOver('show')}
      />
      <div className={classNames(styles.page, isOld && styles.old)}>
        <Button
          variant="plain"
          size="small"
          icon={<ArrowLeft aria-hidden />}
          to="/stories"
          className={styles.back}
        >
          All stories
        </Button>
        <SequenceProgress sequence={sequence} />
        {story !== undefined && <StoryWords story={story} />}
        <Storyboard
          {...{ sequence, toldAt }}
          onOpen={({ frame_number }) => show(frame_number)}
          onRedo={({ frame_number }) => setRedone(frame_number)}
        />
      </div>
      {!Number.isNaN(shown) && (
        <FramesLightbox
          frames={pictured}
          number={shown}
          onShow={(number) => show(number, true)}
          onClose={() => show(undefined, true)}
        />
      )}
      {frameAnew !== undefined && (
        <RedoDialog
          key={frameAnew.frame_number}
          id={id}
          frame={frameAnew}
          onClose={() => setRedone(undefined)}
          onSent={() => {
            setRedone(undefined)
            announce(`Frame ${frameAnew.frame_number} is made anew.`)
          }}
        />
      )}
      {over === 'sheet' && (
        <ContactSheetDialog id={id} frames={pictured} onClose={() => setOver(undefined)} />
      )}
      {over === 'show' && (
        <Slideshow id={id} frames={pictured} onClose={() => setOver(undefined)} />
      )}
    </>
  )
}

/** A story that nobody knows: never made, or forgotten. */
const isUnknown = (error: Error): boolean =>
  error instanceof ApiProblem && (error.status === 404 || error.status === 400)

/** What was made of a story: its frames in order, and all that can be done with them. */
export const SequencePage = ({ id }: { readonly id: string }) => {
  const { data, error, refetch, dataUpdatedAt } = useSequence(id)
  if (error !== null && isUnknown(error)) {
    return (
      <>
        <PageHeader title="Story" />
        <EmptyState
          icon={<Film />}
          title="This story is not there any more."
          detail="Darkroom keeps the newest of what it made; pictures stay in the gallery."
          action={<Button to="/stories">All stories</Button>}
        />
      </>
    )
  }
  if (data !== undefined) return <SequenceOpen key={id} sequence={data} toldAt={dataUpdatedAt} />
  return (
    <>
      <PageHeader title="Story" />
      <div className={styles.page}>
        {error === null ? (
          <Skeleton shape="block" height="240px" />
        ) : (
          <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
        )}
      </div>
    </>
  )
}
