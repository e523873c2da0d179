import type { Draft } from './draft.ts'
import type { KnownModel } from './model-settings.ts'

/** What every part of the form takes. */
export interface FormProps {
  readonly draft: Draft
  readonly onChange: (change: Partial<Draft>) => void
  readonly details: KnownModel | undefined
  /** What is wrong, by the path of the field. */
  readonly errors: Readonly<Record<string, string>>
}
