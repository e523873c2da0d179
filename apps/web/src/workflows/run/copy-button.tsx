import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { copyText } from './copy-text.ts'

export interface CopyButtonProps {
  readonly label: string
  readonly text: string
}

/** Puts a text into the clipboard. */
export const CopyButton = ({ label, text }: CopyButtonProps) => {
  const [isCopied, setCopied] = useState(false)
  const announce = useAnnounce()
  const copy = async () => {
    const done = await copyText(text)
    setCopied(done)
    announce(done ? 'Copied.' : 'The browser does not let the page copy: select the text.')
  }
  return (
    <Button
      size="small"
      icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onClick={() => void copy()}
    >
      {label}
    </Button>
  )
}
