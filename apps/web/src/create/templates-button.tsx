import { LayoutTemplate } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../ui/icon-button.tsx'

const TemplatesDialog = lazy(async () => ({
  default: (await import('./templates-dialog.tsx')).TemplatesDialog,
}))

/** Opens the templates: settings worth keeping. */
export const TemplatesButton = () => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        size="small"
        label="Templates"
        icon={<LayoutTemplate aria-hidden />}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <TemplatesDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
