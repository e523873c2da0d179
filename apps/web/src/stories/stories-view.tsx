import { useSearchParams } from 'wouter'
import { SequenceList } from './sequence/sequence-list.tsx'
import { SequencePage } from './sequence/sequence-page.tsx'

/** Stories: what was made of them, or one of them. */
export const StoriesView = () => {
  const [search] = useSearchParams()
  const sequence = search.get('sequence')
  return sequence === null ? <SequenceList /> : <SequencePage id={sequence} />
}
