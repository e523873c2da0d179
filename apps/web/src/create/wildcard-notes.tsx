import { TriangleAlert } from 'lucide-react'
import { useWildcard } from '../api/templates.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
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

const optionsText = (count: number): string => (count === 1 ? '1 option' : `${count} options`)

/** The most options that a tooltip tells. */
const mostTold = 12

const toTooltip = (options: readonly string[], count: number): string => {
  const told = options.slice(0, mostTold).join(' · ')
  return count > mostTold ? `${told} …` : told
}

/** A list of the folder, with how many lines it has. */
const List = ({ text, name }: { readonly text: string; readonly name: string }) => {
  const { data } = useWildcard(name)
  const badge = (
    <Badge>
      <code>{text}</code> {data === undefined ? 'a list' : optionsText(data.count)}
    </Badge>
  )
  if (data === undefined) return badge
  return (
    <Tooltip text={toTooltip(data.options, data.count)}>
      <span tabIndex={-1}>{badge}</span>
    </Tooltip>
  )
}

const Note = ({ wildcard, prompt, known, onChange }: NoteProps) => {
  if (wildcard.kind === 'choice') {
    return (
      <Badge>
        <code>{shown(wildcard.text)}</code> {optionsText(wildcard.options.length)}
      </Badge>
    )
  }
  if (isKnownName(wildcard.name, known)) {
    return <List text={wildcard.text} name={wildcard.name} />
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
export const WildcardNotes = (props: WildcardNotesProps) => (
  <ul className={styles.notes} aria-label="Wildcards in the prompt">
    {wildcardsIn(props.prompt).map((wildcard) => (
      <li key={wildcard.text} className={styles.note}>
        <Note {...props} wildcard={wildcard} />
      </li>
    ))}
  </ul>
)
