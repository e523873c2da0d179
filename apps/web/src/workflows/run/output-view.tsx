import { Download, File } from 'lucide-react'
import { toUrl } from '../../api/base.ts'
import type { JobOutput } from '../../api/types.ts'
import { CopyButton } from '../../pictures/copy-button.tsx'
import { formatBytes } from '../../pictures/format-bytes.ts'
import { Button } from '../../ui/button.tsx'
import styles from './run.module.css'

export interface OutputViewProps {
  readonly output: JobOutput
  /** What the job was asked for, for those who do not see the picture. */
  readonly prompt: string
  /** Shows it at its full size; undefined for what the gallery does not list. */
  readonly onOpen: (() => void) | undefined
}

const named = (filepath: string): string => filepath.split('/').at(-1) ?? filepath

const downloadOf = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}download=true`

const Shown = ({ output, prompt, onOpen }: OutputViewProps) => {
  const { kind, url, width, height, text, filepath } = output
  const address = toUrl(url)
  const title = prompt === '' ? named(filepath) : prompt
  switch (kind) {
    case 'image':
      return (
        // The address is the picture itself, for another tab; a plain click opens it here.
        <a
          href={address}
          onClick={(event) => {
            if (onOpen === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            onOpen()
          }}
        >
          <img src={address} alt={title} width={width} height={height} className={styles.picture} />
        </a>
      )
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: what a model makes has no words that anybody knows.
        <video
          src={address}
          controls
          loop
          playsInline
          aria-label={title}
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
export const OutputView = ({ output, ...shown }: OutputViewProps) => (
  <figure className={styles.output}>
    <Shown output={output} {...shown} />
    <figcaption className={styles.caption}>
      <span className={styles.fileName}>{named(output.filepath)}</span>
      <span>{formatBytes(output.size_bytes)}</span>
      {output.text !== undefined && <CopyButton what="the text" text={output.text} />}
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
