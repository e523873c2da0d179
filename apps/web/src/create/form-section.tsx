import { type ComponentProps, useState } from 'react'
import { Section } from '../ui/section.tsx'

interface FormSectionProps extends Omit<ComponentProps<typeof Section>, 'open' | 'onOpenChange'> {
  /** Whether something in it is wrong: then it does not stay folded. */
  readonly isWrong: boolean
}

/** A part of the form that folds, and shows itself when something in it is wrong. */
export const FormSection = ({ isWrong, defaultOpen = false, ...section }: FormSectionProps) => {
  const [isOpen, setOpen] = useState(defaultOpen)
  return <Section {...section} open={isOpen || isWrong} onOpenChange={setOpen} />
}
