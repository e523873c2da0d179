import { Combobox } from '@base-ui/react/combobox'
import { ChevronDown, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { classNames } from './class-names.ts'
import styles from './combobox-field.module.css'
import { type ComboboxOption, ComboboxRow } from './combobox-row.tsx'
import control from './control.module.css'
import { Field, type FieldLook } from './field.tsx'
import { groupOptions } from './group-options.ts'
import popup from './popup.module.css'
import { rankOptions } from './rank-options.ts'

export interface ComboboxFieldProps extends FieldLook {
  /** May be a value that no option has: it is shown as it is. */
  readonly value: string | null
  /** Null when it was cleared. */
  readonly onChange: (value: string | null) => void
  readonly options: readonly ComboboxOption[]
  readonly placeholder?: string | undefined
  /** Whether it may be left without a value. */
  readonly clearable?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** Takes what was typed when no option is called that: adds “Use …” to the list. */
  readonly onCreate?: ((text: string) => void) | undefined
  /** Said when nothing is found. */
  readonly empty?: string | undefined
  /** The most options shown at once; the rest is counted. */
  readonly limit?: number | undefined
}

const newValue = '\u0000new'

/** One of many values, found by typing; made for thousands. With `value={null}` it is a way to add. */
export const ComboboxField = ({
  label,
  hideLabel,
  help,
  error,
  action,
  className,
  value,
  onChange,
  options,
  placeholder = 'Search…',
  clearable = false,
  disabled = false,
  onCreate,
  empty = 'Nothing is called that.',
  limit = 50,
}: ComboboxFieldProps) => {
  const [query, setQuery] = useState<string>()
  const selected = useMemo(
    () =>
      value === null
        ? null
        : (options.find((option) => option.value === value) ?? { value, label: value }),
    [options, value],
  )
  const typed = query?.trim() ?? ''
  const takesNew = onCreate !== undefined
  const { shown, more } = useMemo(() => {
    const found = rankOptions(options, typed)
    const near = found.slice(0, limit)
    const isNew = takesNew && typed !== '' && found[0]?.label !== typed
    const isFar = typed === '' && selected !== null && !near.includes(selected)
    return {
      shown: groupOptions([
        ...(isFar ? [selected] : []),
        ...near,
        ...(isNew ? [{ value: newValue, label: `Use “${typed}”` }] : []),
      ]),
      more: found.length - near.length,
    }
  }, [options, selected, typed, limit, takesNew])
  const choose = (option: ComboboxOption | null) => {
    setQuery(undefined)
    if (option?.value === newValue) onCreate?.(typed)
    else if (option !== null || clearable) onChange(option?.value ?? null)
  }
  return (
    <Field {...{ label, hideLabel, help, error, action, className }}>
      {({ id, described }) => (
        <Combobox.Root<ComboboxOption>
          {...{ id, disabled }}
          items={shown}
          filter={null}
          value={selected}
          isItemEqualToValue={(a, b) => a.value === b.value}
          itemToStringLabel={(option) => option.label}
          inputValue={query ?? selected?.label ?? ''}
          autoHighlight
          onInputValueChange={(text, { reason }) =>
            setQuery(reason === 'input-change' ? text : undefined)
          }
          onValueChange={(option, { reason }) => {
            // Emptying the box or Escape only begins another search: the cross is what clears.
            if (option !== null || reason === 'clear-press') choose(option)
          }}
          onOpenChange={(open) => {
            if (!open) setQuery(undefined)
          }}
        >
          <Combobox.InputGroup className={classNames(control.control, styles.box)}>
            <Combobox.Input
              {...described}
              placeholder={placeholder}
              className={control.bare}
              onFocus={(event) => event.currentTarget.select()}
            />
            {clearable && value !== null && (
              <Combobox.Clear className={styles.button} aria-label={`Clear ${label}`}>
                <X aria-hidden />
              </Combobox.Clear>
            )}
            <Combobox.Trigger className={styles.button} aria-label={`Show all: ${label}`}>
              <ChevronDown aria-hidden />
            </Combobox.Trigger>
          </Combobox.InputGroup>
          <Combobox.Portal>
            <Combobox.Positioner
              className={popup.positioner}
              sideOffset={4}
              collisionPadding={8}
              align="start"
            >
              <Combobox.Popup className={classNames(popup.popup, styles.popup)}>
                <Combobox.Empty className={styles.empty}>{empty}</Combobox.Empty>
                <Combobox.List className={classNames(popup.list, styles.list)}>
                  {(entry: ReturnType<typeof groupOptions>[number]) => (
                    <Combobox.Group key={entry.value} items={entry.items}>
                      {entry.value !== '' && (
                        <Combobox.GroupLabel className={popup.group}>
                          {entry.value}
                        </Combobox.GroupLabel>
                      )}
                      <Combobox.Collection>
                        {(option: ComboboxOption) => (
                          <ComboboxRow key={option.value} option={option} />
                        )}
                      </Combobox.Collection>
                    </Combobox.Group>
                  )}
                </Combobox.List>
                {more > 0 && (
                  <p
                    className={styles.more}
                  >{`${more.toLocaleString('en')} more: type to narrow`}</p>
                )}
              </Combobox.Popup>
            </Combobox.Positioner>
          </Combobox.Portal>
        </Combobox.Root>
      )}
    </Field>
  )
}
