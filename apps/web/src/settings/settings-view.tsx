import { useQueryClient } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { toUrl } from '../api/base.ts'
import { useHealth } from '../api/servers.ts'
import { logOut } from '../api/session.ts'
import { useStore } from '../api/store.ts'
import { token } from '../api/token.ts'
import { type TileSize, tileSize } from '../gallery/tile-size.ts'
import { theme } from '../shell/theme.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { useToasts } from '../ui/use-toasts.ts'
import { forgetAll } from './forget-all.ts'
import styles from './settings-view.module.css'
import { ShortcutList } from './shortcut-list.tsx'

/** How the page looks, what it remembers, and where things are. */
export const SettingsView = () => {
  const chosenTheme = useStore(theme)
  const chosenSize = useStore(tileSize)
  const hasToken = useStore(token) !== undefined
  const { data: health, error, refetch } = useHealth()
  const [isAsking, setAsking] = useState(false)
  const queries = useQueryClient()
  const { show } = useToasts()
  const leave = async (): Promise<void> => {
    try {
      await logOut()
      // What was loaded is not for who comes next.
      queries.clear()
    } catch (error) {
      const { detail } = problemOf(error)
      show({ tone: 'danger', title: 'You are still logged in.', detail })
    }
  }
  return (
    <>
      <PageHeader title="Settings" />
      <div className={styles.sections}>
        <section aria-labelledby="look" className={styles.section}>
          <h2 id="look">Look</h2>
          <Segmented
            label="Theme"
            value={chosenTheme}
            onChange={(next) => theme.set(next)}
            options={[
              { value: 'system', label: 'As the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
          <Segmented<TileSize>
            label="Pictures in the gallery"
            value={chosenSize}
            onChange={(next) => tileSize.set(next)}
            options={[
              { value: 'small', label: 'Small' },
              { value: 'medium', label: 'Medium' },
              { value: 'large', label: 'Large' },
            ]}
          />
        </section>
        <section aria-labelledby="memory" className={styles.section}>
          <h2 id="memory">What this page remembers</h2>
          <p className={styles.words}>
            The form you were filling in, your last prompts and how things look are kept in this
            browser alone. Pictures and prompts that were sent are kept by the server.
          </p>
          <div className={styles.actions}>
            <Button onClick={() => setAsking(true)}>Forget it</Button>
            {hasToken && (
              <Button icon={<LogOut aria-hidden />} onClick={() => void leave()}>
                Log out
              </Button>
            )}
          </div>
        </section>
        <section aria-labelledby="keys" className={styles.section}>
          <h2 id="keys">Shortcuts</h2>
          <ShortcutList />
        </section>
        <section aria-labelledby="about" className={styles.section}>
          <h2 id="about">About</h2>
          {error !== null && (
            <ProblemNote problem={problemOf(error)} retry={() => void refetch()} />
          )}
          <dl className={styles.facts}>
            <dt>Version</dt>
            <dd>{health?.version ?? '…'}</dd>
            <dt>Pictures are in</dt>
            <dd>{health?.storage.path ?? 'a folder of the server'}</dd>
            <dt>For programs</dt>
            <dd>
              <a href={toUrl('/docs')}>Documentation of the API</a>
            </dd>
          </dl>
        </section>
      </div>
      <Confirm
        open={isAsking}
        onClose={() => setAsking(false)}
        title="Forget what this page remembers?"
        detail="The form, the last prompts and the look are as at first then. No picture is lost."
        confirmLabel="Forget it"
        onConfirm={() => {
          forgetAll()
          location.reload()
        }}
      />
    </>
  )
}
