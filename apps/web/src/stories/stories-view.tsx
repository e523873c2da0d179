import { useSearchParams } from 'wouter'
import { DraftPage } from './write/draft-page.tsx'
import { NewStoryPage } from './write/new-story-page.tsx'

/** Stories: those that were made, one of them, and one that is still to be made. */
export const StoriesView = () => {
  const [search] = useSearchParams()
  const draft = search.get('draft')
  if (draft !== null) return <DraftPage key={draft} id={draft} />
  return <NewStoryPage />
}
