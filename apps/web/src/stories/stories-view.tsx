import { useSearchParams } from 'wouter'
import { createLaterPart } from '../ui/later-part.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { SequenceList } from './sequence/sequence-list.tsx'

const coming = <Skeleton shape="block" height={320} />
const SequencePage = createLaterPart(
  async () => (await import('./sequence/sequence-page.tsx')).SequencePage,
  coming,
)
const DraftPage = createLaterPart(
  async () => (await import('./write/draft-page.tsx')).DraftPage,
  coming,
)
const NewStoryPage = createLaterPart(
  async () => (await import('./write/new-story-page.tsx')).NewStoryPage,
  coming,
)

/** Stories: those that were made, one of them, or one that is still to be made. The address says which. */
export const StoriesView = () => {
  const [search] = useSearchParams()
  const sequence = search.get('sequence')
  const draft = search.get('draft')
  if (sequence !== null) return <SequencePage key={sequence} id={sequence} />
  if (draft !== null) return <DraftPage key={draft} id={draft} />
  return search.has('new') ? <NewStoryPage /> : <SequenceList />
}
