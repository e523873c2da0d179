import { useQueries } from '@tanstack/react-query'
import { pictureQuery } from '../api/gallery-picture.ts'
import { CompareDialog } from '../pictures/compare-dialog.tsx'
import { addressOf } from '../pictures/picture-reference.ts'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Spinner } from '../ui/spinner.tsx'

interface CompareSelectedProps {
  readonly open: boolean
  readonly ids: readonly string[]
  readonly onClose: () => void
}

/** The two pictures that are selected, over each other. */
export const CompareSelected = ({ open, ids, onClose }: CompareSelectedProps) => {
  const queries = useQueries({ queries: ids.map((id) => ({ ...pictureQuery(id), enabled: open })) })
  const [before, after] = queries.flatMap(({ data }) => {
    const address = data && addressOf({ gallery: data.id })?.full
    return data === undefined || address === undefined ? [] : [{ address, label: data.filepath }]
  })
  const failed = queries.find(({ error }) => error !== null)
  return (
    <CompareDialog
      {...{ open, onClose }}
      compared={before !== undefined && after !== undefined ? { before, after } : undefined}
      instead={
        failed === undefined ? (
          <Spinner label="Loading the pictures" />
        ) : (
          <ProblemNote problem={problemOf(failed.error)} retry={() => void failed.refetch()} />
        )
      }
    />
  )
}
