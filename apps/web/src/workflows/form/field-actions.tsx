import { Layers, Undo2 } from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import { HelpButton } from './help-button.tsx'

export interface FieldActionsProps {
  readonly label: string
  readonly help: string | undefined
  /** Takes the value back to the one it was saved with; undefined where it has that. */
  readonly reset: (() => void) | undefined
  readonly several?: { readonly isOn: boolean; readonly toggle: () => void } | undefined
}

/** What can be done with a field, beside its label. */
export const FieldActions = ({ label, help, reset, several }: FieldActionsProps) => (
  <>
    {help !== undefined && <HelpButton label={label} help={help} />}
    {reset !== undefined && (
      <IconButton
        size="small"
        label={`Reset ${label}`}
        icon={<Undo2 aria-hidden />}
        onClick={reset}
      />
    )}
    {several !== undefined && (
      <IconButton
        size="small"
        label={`Several values of ${label}`}
        icon={<Layers aria-hidden />}
        pressed={several.isOn}
        onClick={several.toggle}
      />
    )}
  </>
)
