/** Where a helper element may stand: a modal dialog keeps the focus in itself. */
const placeFor = (): Element =>
  document.activeElement?.closest('[role="dialog"], [role="alertdialog"]') ?? document.body

/** For pages that are not by https or on this machine: they have no clipboard, but this old command. */
function copyByCommand(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'visually-hidden'
  placeFor().append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}

/** Copies text. @returns whether the browser let us. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByCommand(text)
  }
}
