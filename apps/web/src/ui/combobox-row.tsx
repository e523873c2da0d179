import { Combobox } from '@base-ui/react/combobox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './combobox-row.module.css'
import popup from './popup.module.css'
import type { Rankable } from './rank-options.ts'

export interface ComboboxOption extends Rankable {
  readonly value: string
  readonly group?: string | undefined
  /** The address of a small picture. */
  readonly image?: string | undefined
  readonly badge?: ReactNode
  readonly disabled?: boolean | undefined
}

/** One option in the list of a `ComboboxField`. */
export const ComboboxRow = ({ option }: { readonly option: ComboboxOption }) => (
  <Combobox.Item value={option} disabled={option.disabled} className={popup.item}>
    {option.image !== undefined && (
      <img
        src={option.image}
        alt=""
        loading="lazy"
        decoding="async"
        className={styles.image}
        width={36}
        height={36}
      />
    )}
    <span className={popup.words}>
      <span className={classNames(popup.word, styles.word)}>{option.label}</span>
      {option.detail !== undefined && <span className={popup.detail}>{option.detail}</span>}
    </span>
    {option.badge}
    <span className={popup.mark}>
      <Combobox.ItemIndicator>
        <Check aria-hidden />
      </Combobox.ItemIndicator>
    </span>
  </Combobox.Item>
)
