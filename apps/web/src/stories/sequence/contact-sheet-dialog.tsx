import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { saveFile } from '../../pictures/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { fetchMade } from './actions.ts'
import styles from './contact-sheet-dialog.module.css'
import { fileNameOf, type SheetOptions, sheetAddress } from './made-address.ts'
import type { PicturedFrame } from './pictured-frames.ts'

interface ContactSheetDialogProps {
  readonly id: string
  readonly frames: readonly PicturedFrame[]
  readonly onClose: () => void
}

const cells = [
  { value: '128', label: 'Small' },
  { value: '256', label: 'Medium' },
  { value: '512', label: 'Large' },
] as const

/** The address of a file that the page has, as long as it is shown. */
function useObjectUrl(file: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (file === undefined) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

/** All frames on one sheet, with their numbers, to be looked at and kept. */
export const ContactSheetDialog = ({ id, frames, onClose }: ContactSheetDialogProps) => {
  const [options, setOptions] = useState<SheetOptions>({ columns: null, cell: 256 })
  const address = sheetAddress(id, options)
  const sheet = useQuery({
    // Another picture of a frame makes another sheet.
    queryKey: ['sheet', address, frames.map(({ image }) => image.id).join()],
    queryFn: ({ signal }) => fetchMade(address, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: (before) => before,
  })
  const url = useObjectUrl(sheet.data)
  return (
    <Dialog
      open
      onClose={onClose}
      title="Contact sheet"
      size="large"
      actions={
        <Button
          variant="primary"
          icon={<Download aria-hidden />}
          disabled={sheet.data === undefined}
          busy={sheet.isFetching}
          onClick={() => {
            if (sheet.data !== undefined) saveFile(sheet.data, fileNameOf('contact-sheet', id))
          }}
        >
          Download
        </Button>
      }
    >
      <div className={styles.body}>
        <FieldRow>
          <NumberField
            label="Columns"
            value={options.columns}
            placeholder="As they fit"
            min={1}
            max={50}
            onChange={(columns) => setOptions({ ...options, columns })}
          />
          <Segmented
            label="Pictures"
            value={String(options.cell)}
            options={cells}
            onChange={(cell) => setOptions({ ...options, cell: Number(cell) })}
          />
        </FieldRow>
        {sheet.error !== null && (
          <ProblemNote problem={problemOf(sheet.error)} retry={() => void sheet.refetch()} />
        )}
        {url === undefined && sheet.error === null && <Skeleton shape="block" ratio="3 / 2" />}
        {url !== undefined && sheet.error === null && (
          <img
            src={url}
            className={styles.sheet}
            alt={`All ${frames.length} frames with their numbers`}
          />
        )}
      </div>
    </Dialog>
  )
}
