import { toUrl } from '../api/base.ts'
import styles from './row-words.module.css'

/** A few pictures of a stack, or its empty sheets. */
export const Fan = ({ thumbnails }: { readonly thumbnails: readonly string[] }) => (
  <span className={styles.fan} aria-hidden>
    {thumbnails.length === 0 ? (
      <>
        <span />
        <span />
        <span />
      </>
    ) : (
      thumbnails.map((url) => <img key={url} src={toUrl(url)} alt="" loading="lazy" />)
    )}
  </span>
)
