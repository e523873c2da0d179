import { Download, File } from 'lucide-react'
import { Link } from 'wouter'
import { toUrl } from '../../api/base.ts'
import type { JobOutput } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from './copy-button.tsx'
import { sizeText } from './job-words.ts'
import styles from './run.module.css'

export interface OutputViewProps {
  readonly output: JobOutput
  /** What the job was asked for, for those who do not see the picture. */
  readonly prompt: string
}

const named = (filepath: string): string => filepath.split('/').at(-1) ?? filepath

const downloadOf = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}download=true`

const Shown = ({ output, prompt }: OutputViewProps) => {
  const { kind, url, width, height, text, filepath, image_id: id } = output
  const address = toUrl(url)
  switch (kind) {
    case 'image': {
      const picture = (
        <img
          src={address}
          alt={prompt === '' ? named(filepath) : prompt}
          width={width}
          height={height}
          className={styles.picture}
        />
      )
      return id === undefined ? (
        <a href={address}>{picture}</a>
      ) : (
        <Link href={`/gallery?image=${encodeURIComponent(id)}`}>{picture}</Link>
      )
    }
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: what a model makes has no words that anybody knows.
        <video
          src={address}
          controls
          loop
          playsInline
          aria-label={prompt === '' ? named(filepath) : prompt}
          className={styles.picture}
        />
      )
    case 'audio':
      return (
        // biome-ignore lint/a11y/useMediaCaption: what a model makes has no words that anybody knows.
        <audio src={address} controls aria-label={named(filepath)} className={styles.audio} />
      )
    case 'text':
      return <pre className={styles.text}>{text ?? ''}</pre>
    case '3d':
    case 'other':
      return <File aria-hidden className={styles.fileIcon} />
  }
}

/** One file that a run made: seen, played or read, and to be had. */
export const OutputView = ({ output, prompt }: OutputViewProps) => (
  <figure className={styles.output}>
    <Shown output={output} prompt={prompt} />
    <figcaption className={styles.caption}>
      <span className={styles.fileName}>{named(output.filepath)}</span>
      <span>{sizeText(output.size_bytes)}</span>
      {output.text !== undefined && <CopyButton label="Copy" text={output.text} />}
      <Button
        size="small"
        icon={<Download aria-hidden />}
        href={downloadOf(toUrl(output.url))}
        download={named(output.filepath)}
      >
        Download
      </Button>
    </figcaption>
  </figure>
)
