import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ComboboxField } from '../ui/combobox-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Counted } from './gallery-pages.ts'
import { useManyActions } from './use-many-actions.ts'

export interface MoveDialogProps {
  readonly open: boolean
  readonly ids: readonly string[]
  /** The folders that there are, with how many pictures are in each. */
  readonly folders: readonly Counted[]
  readonly onClose: () => void
  /** The pictures have other ids from then on. */
  readonly onMoved: () => void
}

/** Moves the selected pictures to a folder of the gallery, which may be a new one. */
export const MoveDialog = ({ open, ids, folders, onClose, onMoved }: MoveDialogProps) => {
  const actions = useManyActions()
  const [folder, setFolder] = useState<string | null>(null)
  const move = async (): Promise<void> => {
    if (folder === null) return
    onClose()
    await actions.move(ids, folder)
    onMoved()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Move ${ids.length.toLocaleString('en')} pictures`}
      size="small"
      actions={
        <Button variant="primary" disabled={folder === null} onClick={() => void move()}>
          Move
        </Button>
      }
    >
      <ComboboxField
        label="Folder"
        help="A name that no folder has makes a new one, such as best of/2026."
        value={folder}
        onChange={setFolder}
        onCreate={setFolder}
        options={folders.map(({ value, count }) => ({
          value,
          label: value,
          detail: count.toLocaleString('en'),
        }))}
      />
    </Dialog>
  )
}
