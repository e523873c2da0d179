import { PlugZap } from 'lucide-react'
import type { Server } from '../api/types.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import styles from './no-server.module.css'

/** What to do when nobody paints: for who starts for the first time. */
export const NoServer = ({ servers }: { readonly servers: readonly Server[] }) => (
  <EmptyState
    icon={<PlugZap />}
    title="No ComfyUI answers"
    detail={
      <>
        <span className={styles.intro}>
          Darkroom paints with ComfyUI, and looks for it at{' '}
          {servers.map(({ url }) => url).join(', ')}. What you create waits until it is there; this
          page notices by itself.
        </span>
        <ol className={styles.steps}>
          <li>
            Start ComfyUI: <code>python main.py --listen</code> in its folder, or its desktop app.
          </li>
          <li>
            Is it at another address? Start Darkroom with{' '}
            <code>COMFYUI_API_URL=http://address:8188</code>; several are separated by commas.
          </li>
          <li>
            Only want to look around? <code>npm run demo</code> paints with a simulated one.
          </li>
        </ol>
      </>
    }
  />
)
