import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { copyText } from './copy-text.ts'

interface CopyButtonProps {
  readonly text: string
  /** What is copied, as in "Copy the prompt". */
  readonly what: string
}

/** Copies a text, and says so. */
export const CopyButton = ({ text, what }: CopyButtonProps) => {
  const announce = useAnnounce()
  const [copied, setCopied] = useState('')
  const isCopied = copied === text
  const copy = async () => {
    const worked = await copyText(text)
    if (worked) setCopied(text)
    announce(worked ? 'Copied' : 'This browser does not let the page copy.')
  }
  return (
    <IconButton
      size="small"
      label={isCopied ? `Copied: ${what}` : `Copy ${what}`}
      icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={() => void copy()}
      onBlur={() => setCopied('')}
    />
  )
}
