import styles from './wildcard-offers.module.css'

interface WildcardOffersProps {
  readonly id: string
  readonly names: readonly string[]
  readonly chosen: number
  readonly onTake: (name: string) => void
}

/** The names that fit what is being typed; the keys are those of the text area. */
export const WildcardOffers = ({ id, names, chosen, onTake }: WildcardOffersProps) => (
  <div id={id} role="listbox" aria-label="Wildcards" className={styles.list} tabIndex={-1}>
    {names.map((name, at) => (
      <div
        key={name}
        id={`${id}-${at}`}
        role="option"
        tabIndex={-1}
        aria-selected={at === chosen}
        className={styles.option}
        // The text area keeps the focus, and with it the caret.
        onPointerDown={(event) => {
          event.preventDefault()
          onTake(name)
        }}
      >
        __{name}__
      </div>
    ))}
  </div>
)
