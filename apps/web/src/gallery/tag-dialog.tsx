import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ComboboxField } from '../ui/combobox-field.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Counted } from './gallery-pages.ts'
import { useManyActions } from './use-many-actions.ts'

export interface TagDialogProps {
  readonly open: boolean
  readonly ids: readonly string[]
  /** The tags that there are, with how many pictures have each. */
  readonly tags: readonly Counted[]
  readonly onClose: () => void
}

/** Gives the selected pictures a tag, or takes one from them. */
export const TagDialog = ({ open, ids, tags, onClose }: TagDialogProps) => {
  const actions = useManyActions()
  const [tag, setTag] = useState<string | null>(null)
  const change = async (tagged: 'add' | 'remove'): Promise<void> => {
    if (tag === null) return
    onClose()
    await actions.tag(ids, { [tagged]: [tag] })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Tags of ${ids.length.toLocaleString('en')} pictures`}
      size="small"
      actions={
        <>
          <Button disabled={tag === null} onClick={() => void change('remove')}>
            Remove it
          </Button>
          <Button variant="primary" disabled={tag === null} onClick={() => void change('add')}>
            Add it
          </Button>
        </>
      }
    >
      <ComboboxField
        label="Tag"
        help="Tags are kept beside each picture, in its sidecar."
        value={tag}
        onChange={setTag}
        onCreate={setTag}
        options={tags.map(({ value, count }) => ({
          value,
          label: value,
          detail: count.toLocaleString('en'),
        }))}
      />
    </Dialog>
  )
}
