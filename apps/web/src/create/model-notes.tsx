import { TriangleAlert } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import type { Draft } from './draft.ts'
import styles from './model-notes.module.css'
import { type KnownModel, missingCompanions } from './model-settings.ts'

/** What to do where no server has a model. */
export const NoModels = ({ hint }: { readonly hint: string | undefined }) => (
  <EmptyState
    title="No server has a model that makes pictures"
    detail={hint ?? "Put a checkpoint into ComfyUI's folder models/checkpoints."}
    action={<Button to="/servers">Look at the servers</Button>}
  />
)

interface ModelNotesProps {
  readonly draft: Draft
  readonly details: KnownModel | undefined
  /** Whether pictures go in, for then it may be another task than making one from words. */
  readonly hasPictures: boolean
}

/** Why the model would be refused, before it is asked. */
export const ModelNotes = ({ draft, details, hasPictures }: ModelNotesProps) => {
  const missing = missingCompanions(draft, details)
  const cannot = hasPictures ? undefined : details?.cannot?.['text-to-image']
  if (missing.length === 0 && cannot === undefined) return null
  return (
    <div className={styles.note} role="note">
      <TriangleAlert size={16} aria-hidden className={styles.icon} />
      <div>
        {cannot !== undefined && <p>{cannot}</p>}
        {missing.map(({ what, file, folder }) => (
          <p key={file}>
            The {what} is missing: put <code>{file}</code> into <code>models/{folder}</code> of
            ComfyUI.
          </p>
        ))}
      </div>
    </div>
  )
}
