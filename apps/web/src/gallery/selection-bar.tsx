import { Download, FolderInput, Heart, SplitSquareHorizontal, Tags, Trash2, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import type { Facets } from './gallery-pages.ts'
import { MoveDialog } from './move-dialog.tsx'
import styles from './selection-bar.module.css'
import { TagDialog } from './tag-dialog.tsx'

const CompareSelected = lazy(async () => ({
  default: (await import('./compare-selected.tsx')).CompareSelected,
}))

export interface SelectionBarProps {
  readonly ids: readonly string[]
  readonly facets: Facets | undefined
  readonly onClear: () => void
  readonly onTrash: () => void
  readonly onFavourite: () => void
  readonly onDownload: () => void
  /** They have other ids then. */
  readonly onMoved: () => void
}

/** What can be done with the pictures that are selected. */
export const SelectionBar = ({
  ids,
  facets,
  onClear,
  onTrash,
  onFavourite,
  onDownload,
  onMoved,
}: SelectionBarProps) => {
  const [open, setOpen] = useState<'tags' | 'folder' | 'compare'>()
  const close = (): void => setOpen(undefined)
  return (
    <div className={styles.place}>
      <Toolbar label="Selected pictures" raised className={styles.bar}>
        <IconButton
          label="Select nothing"
          shortcut="Esc"
          icon={<X aria-hidden />}
          onClick={onClear}
        />
        <span className={styles.count}>{ids.length.toLocaleString('en')} selected</span>
        <IconButton
          label="Favourite"
          shortcut="F"
          icon={<Heart aria-hidden />}
          onClick={onFavourite}
        />
        <IconButton label="Tags" icon={<Tags aria-hidden />} onClick={() => setOpen('tags')} />
        <IconButton
          label="Move to a folder"
          icon={<FolderInput aria-hidden />}
          onClick={() => setOpen('folder')}
        />
        {ids.length === 2 && (
          <IconButton
            label="Compare"
            icon={<SplitSquareHorizontal aria-hidden />}
            onClick={() => setOpen('compare')}
          />
        )}
        <IconButton label="Download a ZIP" icon={<Download aria-hidden />} onClick={onDownload} />
        <Button variant="danger" icon={<Trash2 aria-hidden />} onClick={onTrash}>
          Delete
        </Button>
      </Toolbar>
      {ids.length === 2 && (
        <Suspense>
          <CompareSelected open={open === 'compare'} ids={ids} onClose={close} />
        </Suspense>
      )}
      <TagDialog open={open === 'tags'} ids={ids} tags={facets?.tags ?? []} onClose={close} />
      <MoveDialog
        open={open === 'folder'}
        ids={ids}
        folders={facets?.folders ?? []}
        onClose={close}
        onMoved={onMoved}
      />
    </div>
  )
}
