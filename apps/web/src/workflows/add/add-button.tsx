import { ClipboardPaste, FilePlus2, FolderOpen } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { PasteDialog } from './paste-dialog.tsx'
import type { Sent } from './use-add-workflow.ts'
import { toSent } from './use-dropped-files.ts'

export const fileKinds =
  '.json,.png,.webp,.jpg,.jpeg,.mp4,.webm,.flac,.mp3,.ogg,.opus,application/json,image/png,image/webp,image/jpeg,video/mp4,audio/flac'

export interface AddButtonProps {
  readonly isAdding: boolean
  readonly onFiles: (files: readonly Sent[]) => void
}

/** The ways to add a workflow that are no drop. */
export const AddButton = ({ isAdding, onFiles }: AddButtonProps) => {
  const [isPasting, setPasting] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        accept={fileKinds}
        hidden
        onChange={({ currentTarget }) => {
          onFiles(toSent(currentTarget.files ?? []))
          // The same file chosen again is a change, too.
          currentTarget.value = ''
        }}
      />
      <Menu
        align="end"
        trigger={
          <Button variant="primary" icon={<FilePlus2 aria-hidden />} busy={isAdding}>
            Add a workflow
          </Button>
        }
        items={[
          {
            label: 'Choose files…',
            icon: <FolderOpen aria-hidden />,
            onSelect: () => chooser.current?.click(),
          },
          {
            label: 'Paste JSON…',
            icon: <ClipboardPaste aria-hidden />,
            onSelect: () => setPasting(true),
          },
        ]}
      />
      <PasteDialog
        open={isPasting}
        onClose={() => setPasting(false)}
        onAdd={(text, name) => onFiles([{ file: new Blob([text]), fileName: `${name}.json` }])}
      />
    </>
  )
}
