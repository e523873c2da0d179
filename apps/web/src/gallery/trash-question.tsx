import { Confirm } from '../ui/confirm.tsx'
import { useToasts } from '../ui/use-toasts.ts'
import { deleteForGood, emptyTrash } from './trash.ts'

/** What is to be deleted for good. */
export type TrashConfirm =
  | { readonly kind: 'all'; readonly count: number }
  | { readonly kind: 'some'; readonly ids: readonly string[] }

interface TrashQuestionProps {
  readonly question: TrashConfirm | undefined
  readonly onClose: () => void
  readonly onDone: () => void
}

const pictures = (count: number): string =>
  count === 1 ? '1 picture' : `${count.toLocaleString('en')} pictures`

/** Asks before pictures are gone for good. */
export const TrashQuestion = ({ question, onClose, onDone }: TrashQuestionProps) => {
  const toasts = useToasts()
  const count = question?.kind === 'some' ? question.ids.length : (question?.count ?? 0)
  const remove = async (): Promise<void> => {
    try {
      if (question?.kind === 'some') await deleteForGood(question.ids)
      else await emptyTrash()
      toasts.show({ title: `${pictures(count)} deleted for good` })
    } finally {
      onDone()
    }
  }
  return (
    <Confirm
      open={question !== undefined}
      onClose={onClose}
      title={question?.kind === 'all' ? 'Empty the trash?' : `Delete ${pictures(count)} for good?`}
      detail={`${pictures(count)} will be gone, with what is kept beside them. Nothing brings them back.`}
      confirmLabel={question?.kind === 'all' ? `Delete ${pictures(count)}` : 'Delete for good'}
      danger
      onConfirm={remove}
    />
  )
}
