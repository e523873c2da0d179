import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'

export interface PasteDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly onAdd: (text: string, name: string) => void
}

/** A workflow as text, for where there is no file of it. */
export const PasteDialog = ({ open, onClose, onAdd }: PasteDialogProps) => {
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const add = () => {
    onAdd(text, name.trim() === '' ? 'pasted' : name.trim())
    setText('')
    setName('')
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Paste a workflow"
      description="JSON as ComfyUI’s editor saves or exports it."
      keepOnPressOutside
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={text.trim() === ''} onClick={add}>
            Add
          </Button>
        </>
      }
    >
      <TextField label="Name" value={name} placeholder="pasted" onChange={setName} />
      <TextArea
        label="JSON"
        value={text}
        onChange={setText}
        minRows={10}
        spellCheck={false}
        autoCapitalize="off"
      />
    </Dialog>
  )
}
