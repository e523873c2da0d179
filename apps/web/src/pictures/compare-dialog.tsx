import type { ReactNode } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import styles from './compare-dialog.module.css'
import { type ComparedPicture, CompareSlider } from './compare-slider.tsx'

interface CompareDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Undefined while they are looked for, or where there is nothing to compare. */
  readonly compared:
    | { readonly before: ComparedPicture; readonly after: ComparedPicture }
    | undefined
  /** What is said in their place. */
  readonly instead?: ReactNode
}

/** Two pictures, as large as the window lets them be. */
export const CompareDialog = ({ open, onClose, compared, instead }: CompareDialogProps) => (
  <Dialog {...{ open, onClose }} title="Compare" size="full">
    <div className={styles.place}>
      {compared === undefined ? instead : <CompareSlider {...compared} />}
    </div>
  </Dialog>
)
