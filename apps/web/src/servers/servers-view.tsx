import { useHealth, useServers } from '../api/servers.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { HealthPanel } from './health-panel.tsx'
import { ModelShelf } from './model-shelf.tsx'
import { NoServer } from './no-server.tsx'
import { ServerCard } from './server-card.tsx'
import styles from './servers-view.module.css'

/** Who paints: the ComfyUI servers, what they hold and do; and how Darkroom itself is. */
export const ServersView = () => {
  const servers = useServers()
  const health = useHealth()
  const all = servers.data?.servers ?? []
  const atWork = all.filter(({ status }) => status === 'ready' || status === 'busy').length
  const isAnyUp = all.some(({ status }) => status !== 'unreachable' && status !== 'starting')
  return (
    <>
      <PageHeader title="Servers" detail={servers.data && `${atWork} of ${all.length} take work`} />
      <div className={styles.view}>
        {servers.isPending && <Skeleton shape="block" height={180} />}
        {servers.isError && servers.data === undefined && (
          <ProblemNote problem={problemOf(servers.error)} retry={() => void servers.refetch()} />
        )}
        {servers.data !== undefined && all.length === 0 && <EmptyState title="No servers" />}
        {all.length > 0 && !isAnyUp && <NoServer servers={all} />}
        <ul className={styles.cards}>
          {all.map((server) => (
            <li key={server.name}>
              <ServerCard server={server} />
            </li>
          ))}
        </ul>
        {isAnyUp && <ModelShelf />}
        {health.data !== undefined && <HealthPanel health={health.data} />}
      </div>
    </>
  )
}
