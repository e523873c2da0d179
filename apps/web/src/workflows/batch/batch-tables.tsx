import { CircleAlert } from 'lucide-react'
import { Link } from 'wouter'
import { toUrl } from '../../api/base.ts'
import styles from './batch.module.css'
import { type BatchCell, cellText, toTables } from './batch-cells.ts'
import type { Axis } from './several.ts'

export interface BatchTablesProps {
  readonly cells: readonly BatchCell[]
  readonly axes: readonly Axis[]
  readonly isGoing: boolean
}

const Cell = ({ cell, text, isGoing }: { cell: BatchCell; text: string; isGoing: boolean }) => {
  const { image, error } = cell
  if (image !== undefined) {
    return (
      <Link href={`/gallery?image=${encodeURIComponent(image.id)}`} className={styles.cell}>
        <img
          src={toUrl(image.thumbnail_url)}
          alt={text}
          title={text}
          loading="lazy"
          decoding="async"
        />
      </Link>
    )
  }
  if (error !== undefined) {
    return (
      <span role="img" aria-label={`${text}: ${error}`} title={error} className={styles.cell}>
        <CircleAlert aria-hidden className={styles.failed} />
      </span>
    )
  }
  const standing = isGoing ? 'not made yet' : 'not made'
  return <span role="img" aria-label={`${text}: ${standing}`} className={styles.cell} />
}

/** The runs of a batch by their values: two lists are a table, one is a row that wraps. */
export const BatchTables = ({ cells, axes, isGoing }: BatchTablesProps) => {
  const draw = (cell: BatchCell) => (
    <Cell cell={cell} text={cellText(cell, axes)} isGoing={isGoing} />
  )
  if (axes.length < 2) {
    const [axis] = axes
    return (
      <ul className={styles.tiles}>
        {cells.map((cell) => (
          <li key={cell.jobId}>
            {draw(cell)}
            {axis !== undefined && (
              <span aria-hidden className={styles.under}>
                {String(cell.values[axis.key])}
              </span>
            )}
          </li>
        ))}
      </ul>
    )
  }
  return toTables(cells, axes).map(({ title, columns, rows }) => (
    <section
      key={title}
      aria-label={title === '' ? 'The runs by their values' : title}
      className={styles.tableFrame}
    >
      <table className={styles.table}>
        {title !== '' && <caption>{title}</caption>}
        <thead>
          <tr>
            <td />
            {columns.map((column, at) => (
              <th key={`${column} ${at}`} scope="col">
                {at === 0 ? `${axes.at(-1)?.label} ${column}` : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.cells[0]?.jobId}>
              <th scope="row">{row.title}</th>
              {row.cells.map((cell) => (
                <td key={cell.jobId}>{draw(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ))
}
