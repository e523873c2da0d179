import { AudioLines, Box, File, Film, Image, type LucideIcon, Type } from 'lucide-react'
import type { Workflow } from '../../api/types.ts'
import { kindsOf } from './group-workflows.ts'
import styles from './list.module.css'

type Kind = Workflow['outputs'][number]['type']

const kinds: Readonly<Record<Kind, { readonly title: string; readonly icon: LucideIcon }>> = {
  image: { title: 'pictures', icon: Image },
  video: { title: 'videos', icon: Film },
  audio: { title: 'sounds', icon: AudioLines },
  text: { title: 'texts', icon: Type },
  '3d': { title: '3D scenes', icon: Box },
  other: { title: 'files', icon: File },
}

/** What a workflow makes, as icons. */
export const KindIcons = ({ workflow }: { readonly workflow: Pick<Workflow, 'outputs'> }) => {
  const made = kindsOf(workflow)
  if (made.length === 0) return null
  const title = `Makes ${made.map((kind) => kinds[kind].title).join(', ')}`
  return (
    <span role="img" aria-label={title} title={title} className={styles.kinds}>
      {made.map((kind) => {
        const { icon: Icon } = kinds[kind]
        return <Icon key={kind} aria-hidden />
      })}
    </span>
  )
}
