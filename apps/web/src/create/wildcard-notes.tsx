import { TriangleAlert } from 'lucide-react'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { nearestName } from './nearest-name.ts'
import styles from './wildcard-notes.module.css'
import { isKnownName, type Wildcard, wildcardsIn, withOtherName } from './wildcards.ts'

interface WildcardNotesProps {
  readonly prompt: string
  readonly known: readonly string[]
  readonly onChange: (prompt: string) => void
}

const shown = (text: string): string => (text.length > 48 ? `${text.slice(0, 47)}…` : text)

interface NoteProps extends WildcardNotesProps {
  readonly wildcard: Wildcard
}

const Note = ({ wildcard, prompt, known, onChange }: NoteProps) => {
  if (wildcard.kind === 'choice') {
    return (
      <Badge>
        <code>{shown(wildcard.text)}</code> {wildcard.options.length} options
      </Badge>
    )
  }
  if (isKnownName(wildcard.name, known)) {
    return (
      <Badge>
        <code>{wildcard.text}</code> a line of the list
      </Badge>
    )
  }
  // Where there are no lists at all, two underscores mean nothing.
  if (known.length === 0) return null
  const nearest = nearestName(wildcard.name, known)
  return (
    <>
      <Badge tone="warning" icon={<TriangleAlert size={12} aria-hidden />}>
        <code>{wildcard.text}</code> is no list
      </Badge>
      {nearest !== undefined && (
        <Button
          size="small"
          onClick={() => onChange(withOtherName(prompt, wildcard.name, nearest))}
        >
          Take __{nearest}__
        </Button>
      )}
    </>
  )
}

/** What will be drawn anew for each picture. */
export const WildcardNotes = (props: WildcardNotesProps) => {
  const wildcards = wildcardsIn(props.prompt)
  if (wildcards.length === 0) return null
  return (
    <ul className={styles.notes} aria-label="Wildcards in the prompt">
      {wildcards.map((wildcard) => (
        <li key={wildcard.text} className={styles.note}>
          <Note {...props} wildcard={wildcard} />
        </li>
      ))}
    </ul>
  )
}
