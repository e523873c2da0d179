import type { Health } from '../api/types.ts'
import { formatBytes } from '../pictures/format-bytes.ts'
import { Badge } from '../ui/badge.tsx'
import styles from './health-panel.module.css'

const many = new Intl.NumberFormat()

const diskWords = {
  writable: { word: 'Writable', tone: 'success' },
  low: { word: 'Nearly full', tone: 'danger' },
  read_only: { word: 'Read only', tone: 'danger' },
  missing: { word: 'Not there', tone: 'danger' },
} as const

/** How Darkroom itself is. */
export const HealthPanel = ({ health }: { readonly health: Health }) => {
  const { version, problems, warnings, queue, gallery, storage } = health
  const disk = diskWords[storage.state]
  const advice = [...problems, ...warnings, ...(storage.hint === undefined ? [] : [storage.hint])]
  return (
    <section aria-labelledby="darkroom-health" className={styles.panel}>
      <h2 id="darkroom-health" className={styles.title}>
        Darkroom {version}
      </h2>
      {advice.length > 0 && (
        <ul className={styles.problems}>
          {advice.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>Queue</dt>
          <dd>
            {many.format(queue.running)} running, {many.format(queue.waiting)} waiting
            {queue.paused && ', paused'}
          </dd>
        </div>
        <div>
          <dt>Gallery</dt>
          <dd>
            {many.format(gallery.images)} pictures{!gallery.complete && ', still being read'}
          </dd>
        </div>
        <div>
          <dt>Disk</dt>
          <dd>
            <Badge tone={disk.tone}>{disk.word}</Badge>{' '}
            {storage.free_bytes !== null && `${formatBytes(storage.free_bytes)} free`}
          </dd>
        </div>
        {storage.path !== undefined && (
          <div>
            <dt>Folder</dt>
            <dd className={styles.path}>{storage.path}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
