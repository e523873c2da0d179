import { Info } from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import styles from './form.module.css'

export interface HelpButtonProps {
  readonly label: string
  readonly help: string
}

/** What the author of a node says of a value that most people know. */
export const HelpButton = ({ label, help }: HelpButtonProps) => (
  <Popover
    title={label}
    align="end"
    trigger={<IconButton size="small" label={`About ${label}`} icon={<Info aria-hidden />} />}
  >
    <p className={styles.help}>{help}</p>
  </Popover>
)
