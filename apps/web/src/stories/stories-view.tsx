import { useSearchParams } from 'wouter'
import { SequenceList } from './sequence/sequence-list.tsx'
import { SequencePage } from './sequence/sequence-page.tsx'
import { DraftPage } from './write/draft-page.tsx'
import { NewStoryPage } from './write/new-story-page.tsx'

/** Stories: those that were made, one of them, or one that is still to be made. The address says which. */
export const StoriesView = () => {
  const [search] = useSearchParams()
  const sequence = search.get('sequence')
  const draft = search.get('draft')
  if (sequence !== null) return <SequencePage key={sequence} id={sequence} />
  if (draft !== null) return <DraftPage key={draft} id={draft} />
  return search.has('new') ? <NewStoryPage /> : <SequenceList />
}
