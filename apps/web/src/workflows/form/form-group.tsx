import { type ReactNode, useState } from 'react'
import { Section } from '../../ui/section.tsx'
import styles from './form.module.css'

export interface FormGroupProps {
  readonly title: string
  readonly isFolded: boolean
  /** Keeps it open: what is wrong is in sight. */
  readonly hasProblem: boolean
  readonly children: ReactNode
}

/** Fields of a form that fold together. */
export const FormGroup = ({ title, isFolded, hasProblem, children }: FormGroupProps) => {
  const [isOpen, setOpen] = useState(!isFolded)
  return (
    <Section title={title} open={isOpen || hasProblem} onOpenChange={setOpen}>
      <div className={styles.fields}>{children}</div>
    </Section>
  )
}
