import {
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  Download,
  Pause,
  Play,
  X,
} from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import { fileNameOf, showAddress } from './made-address.ts'
import type { PicturedFrame } from './pictured-frames.ts'
import { type Show, type SlideAction, secondsOf } from './slide-keys.ts'
import styles from './slideshow.module.css'
import { useSaveMade } from './use-save-made.ts'

interface SlideshowBarProps {
  readonly id: string
  readonly show: Show
  readonly frame: PicturedFrame | undefined
  readonly place: number
  readonly total: number
  readonly onAction: (action: SlideAction) => void
  readonly onClose: () => void
}

/** What can be done with the show, and which frame it is at. */
export const SlideshowBar = ({
  id,
  show,
  frame,
  place,
  total,
  onAction,
  onClose,
}: SlideshowBarProps) => {
  const made = useSaveMade()
  const seconds = secondsOf(show)
  return (
    <footer className={styles.bar}>
      <div className={styles.buttons}>
        <IconButton
          label="Frame before"
          shortcut="←"
          icon={<ChevronLeft aria-hidden />}
          onClick={() => onAction('previous')}
        />
        <IconButton
          label={show.isPlaying ? 'Pause' : 'Play'}
          shortcut="Space"
          icon={show.isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
          onClick={() => onAction('toggle')}
        />
        <IconButton
          label="Next frame"
          shortcut="→"
          icon={<ChevronRight aria-hidden />}
          onClick={() => onAction('next')}
        />
      </div>
      <p className={styles.words}>
        <span className={styles.count}>{`${place + 1} / ${total}`}</span>
        <span className={styles.caption}>{frame?.description || frame?.prompt}</span>
      </p>
      <div className={styles.buttons}>
        <IconButton
          label="Slower"
          shortcut="-"
          icon={<ChevronsLeft aria-hidden />}
          onClick={() => onAction('slower')}
        />
        <span className={styles.pace}>{`${seconds} s`}</span>
        <IconButton
          label="Faster"
          shortcut="+"
          icon={<ChevronsRight aria-hidden />}
          onClick={() => onAction('faster')}
        />
        <IconButton
          label={`Download as an animation, ${seconds} s a frame`}
          icon={<Download aria-hidden />}
          busy={made.busy}
          onClick={() => made.save(showAddress(id, seconds), fileNameOf('slideshow', id))}
        />
        <IconButton label="Close" shortcut="Esc" icon={<X aria-hidden />} onClick={onClose} />
      </div>
    </footer>
  )
}
