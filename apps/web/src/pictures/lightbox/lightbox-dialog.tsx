import { Dialog } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useRef, useState } from 'react'
import 'photoswipe/photoswipe.css'
import { IconButton } from '../../ui/icon-button.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { nameOfPicture } from '../name-of-picture.ts'
import { usePictureActions } from '../use-picture-actions.ts'
import { CompareWithInput } from './compare-with-input.tsx'
import { DetailsPanel } from './details-panel.tsx'
import { LightboxBar } from './lightbox-bar.tsx'
import styles from './lightbox-dialog.module.css'
import type { LightboxProps } from './lightbox-props.ts'
import { actionOf } from './shortcuts.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useActions } from './use-actions.ts'
import { useDetailsShown } from './use-details-shown.ts'
import { useKeys } from './use-keys.ts'
import { useLightbox } from './use-lightbox.ts'
import { WorkflowDialog } from './workflow-dialog.tsx'

export const LightboxDialog = (props: LightboxProps) => {
  const { onClose } = props
  const popup = useRef<HTMLDivElement>(null)
  const [host, setHost] = useState<HTMLElement | null>(null)
  const [hasDetails, setHasDetails] = useDetailsShown()
  const [open, setOpen] = useState<'help' | 'workflow' | 'compare'>()
  const state = useLightbox(props, host)
  const { place, total, known, isZoomed, error, stage } = state
  const picture = known === 'gone' ? undefined : known
  const actions = usePictureActions()
  const act = useActions({ state, picture, actions, onClose, setHasDetails, setOpen })

  useKeys(popup, (event) => {
    if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      void actions.undoRemove()
      return true
    }
    const action = actionOf(event)
    if (action !== undefined) act(action)
    return action !== undefined
  })

  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Popup className={styles.lightbox} ref={popup} initialFocus={popup}>
          <Dialog.Title className="visually-hidden">
            {`Picture ${place + 1} of ${total}${picture === undefined ? '' : `: ${nameOfPicture(picture)}`}`}
          </Dialog.Title>
          <div className={styles.main}>
            <section ref={setHost} className={styles.stage} tabIndex={-1} aria-label="Picture" />
            <LightboxBar {...{ place, total, picture, hasDetails, onClose }} onAction={act} />
            {!isZoomed && place > 0 && (
              <IconButton
                label="Picture before"
                shortcut="←"
                variant="overlay"
                className={styles.before}
                icon={<ChevronLeft aria-hidden />}
                onClick={() => stage()?.step(-1)}
              />
            )}
            {!isZoomed && place < total - 1 && (
              <IconButton
                label="Next picture"
                shortcut="→"
                variant="overlay"
                className={styles.after}
                icon={<ChevronRight aria-hidden />}
                onClick={() => stage()?.step(1)}
              />
            )}
            {error !== undefined && (
              <ProblemNote
                problem={problemOf(error)}
                retry={state.retry}
                className={styles.problem}
              />
            )}
          </div>
          {hasDetails && picture !== undefined && (
            <div className={styles.details}>
              <DetailsPanel
                key={picture.id}
                picture={picture}
                onTags={(tags) => void actions.tag(picture, tags)}
              />
            </div>
          )}
          <ShortcutsDialog open={open === 'help'} onClose={() => setOpen(undefined)} />
          {picture !== undefined && (
            <CompareWithInput
              key={`compare ${picture.id}`}
              open={open === 'compare'}
              picture={picture}
              onClose={() => setOpen(undefined)}
            />
          )}
          {picture !== undefined && (
            <WorkflowDialog
              key={picture.id}
              open={open === 'workflow'}
              picture={picture}
              onClose={() => setOpen(undefined)}
            />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
