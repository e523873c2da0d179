import { useQuery } from '@tanstack/react-query'
import { toUrl } from '../../api/base.ts'
import { pictureQuery } from '../../api/gallery-picture.ts'
import type { GalleryImage } from '../../api/types.ts'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { CompareDialog } from '../compare-dialog.tsx'
import { mainPicture } from '../input-pictures.ts'
import { addressOf } from '../picture-reference.ts'
import { picturesOf } from '../pictures-of.ts'

interface CompareWithInputProps {
  readonly open: boolean
  readonly picture: GalleryImage
  readonly onClose: () => void
}

/** A picture beside the one that it was made from. */
export const CompareWithInput = ({ open, picture, onClose }: CompareWithInputProps) => {
  const { data, error, refetch } = useQuery({ ...pictureQuery(picture.id), enabled: open })
  const source = data && mainPicture(picturesOf(data.workflow))
  const address = source && addressOf(source)?.full
  return (
    <CompareDialog
      {...{ open, onClose }}
      compared={
        address === undefined
          ? undefined
          : {
              before: { address, label: 'Made from' },
              after: { address: toUrl(picture.image_url), label: 'This picture' },
            }
      }
      instead={
        error !== null ? (
          <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Spinner label="Looking for what it was made from" />
        ) : (
          <p>No picture went into this one, or it does not tell which.</p>
        )
      }
    />
  )
}
