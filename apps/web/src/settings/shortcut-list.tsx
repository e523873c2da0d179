import { Kbd } from '../ui/kbd.tsx'
import { Section } from '../ui/section.tsx'
import { allShortcuts } from './all-shortcuts.ts'
import styles from './shortcut-list.module.css'

/** The keys of all views, each view by itself. */
export const ShortcutList = () => (
  <div>
    {allShortcuts.map(({ where, shortcuts }) => (
      <Section key={where} title={where}>
        <dl className={styles.list}>
          {shortcuts.map(({ keys, does }) => (
            <div key={`${keys} ${does}`} className={styles.line}>
              <dt>{does}</dt>
              <dd>
                <Kbd keys={keys} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>
    ))}
  </div>
)
