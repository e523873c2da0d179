import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/answer.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { keepDraft, openDraft } from './kept-drafts.ts'
import { draftOfPrompts } from './story-draft.ts'
import { StoryEditor } from './story-editor.tsx'

/** Gets the prompts of a story as they were written, and keeps them as a draft of this browser. */
async function fetchDraft(id: string): Promise<string> {
  const prompts = await answer(
    api.sequence[':sequence_id'].prompts.$get({ param: { sequence_id: id } }),
  )
  // What was edited meanwhile is not written over.
  if (openDraft(id) === undefined)
    keepDraft(id, draftOfPrompts(prompts, { model: undefined, now: Date.now() }))
  return id
}

const isNone = (error: Error): boolean =>
  error instanceof ApiProblem && (error.status === 404 || error.status === 400)

/** A draft that is not in this browser, as it was written. */
const WrittenDraft = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useQuery({
    queryKey: ['draft', id],
    queryFn: () => fetchDraft(id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const store = data === undefined ? undefined : openDraft(data)
  if (store !== undefined) return <StoryEditor id={id} store={store} />
  return (
    <>
      <PageHeader title="Frames" />
      {error === null && <Skeleton shape="block" height={320} />}
      {error !== null && !isNone(error) && (
        <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
      )}
      {error !== null && isNone(error) && (
        <EmptyState
          title="This draft is no longer here"
          detail="It was sent or thrown away, or is in another browser."
          action={
            <>
              <Button to="/stories?new=1" variant="primary">
                New story
              </Button>
              <Button to="/stories">All stories</Button>
            </>
          }
        />
      )}
    </>
  )
}

/** A draft by its address: as this browser has it, or else as it was written. */
export const DraftPage = ({ id }: { readonly id: string }) => {
  const [kept] = useState(() => openDraft(id))
  return kept === undefined ? <WrittenDraft id={id} /> : <StoryEditor id={id} store={kept} />
}
