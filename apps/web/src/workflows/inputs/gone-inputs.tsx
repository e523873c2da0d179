import { X } from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import { type Draft, type Found, withoutEdit } from './draft.ts'
import styles from './inputs.module.css'

export interface GoneInputsProps {
  readonly found: Found
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

/** What is said of inputs that the workflow had once. */
export const GoneInputs = ({ found, draft, onChange }: GoneInputsProps) => {
  const known = new Set([...found.inputs, ...found.hidden_inputs].map(({ key }) => key))
  const gone = Object.keys(draft.inputs).filter((key) => !known.has(key))
  if (gone.length === 0) return null
  return (
    <div>
      <h4 className={styles.heading}>Said of inputs that are gone</h4>
      <ul className={styles.rows}>
        {gone.map((key) => (
          <li key={key} className={styles.gone}>
            <code>{key}</code>
            <IconButton
              size="small"
              label={`Forget what is said of ${key}`}
              icon={<X aria-hidden />}
              onClick={() => onChange(withoutEdit(draft, key))}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
