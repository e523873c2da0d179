import { Save } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './inputs.module.css'

export interface EditorActionsProps {
  readonly isChanged: boolean
  /** Whether anything is said that could be taken back. */
  readonly isEdited: boolean
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
  readonly onResetAll: () => void
  readonly back: string
}

/** The ways out of the editor. */
export const EditorActions = ({
  isChanged,
  isEdited,
  isSaving,
  onSave,
  onDiscard,
  onResetAll,
  back,
}: EditorActionsProps) => (
  <div className={styles.actions}>
    {isChanged ? (
      <>
        <Button
          variant="primary"
          icon={<Save aria-hidden />}
          busy={isSaving}
          trailing={<Kbd keys="Ctrl+Enter" className={styles.keys} />}
          onClick={onSave}
        >
          Save
        </Button>
        <Button onClick={onDiscard}>Discard</Button>
      </>
    ) : (
      <Button to={back}>Back to the form</Button>
    )}
    {isEdited && (
      <Button variant="plain" onClick={onResetAll}>
        Reset all
      </Button>
    )}
    {isChanged && <span className={styles.state}>Not saved yet</span>}
  </div>
)
