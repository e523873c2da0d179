const width = 24

/** A bar, a percentage and a word, for a value of 0 to 1. */
export function progressLine(value: number, stage: string): string {
  const full = Math.round(value * width)
  const percent = String(Math.round(value * 100)).padStart(3)
  return `  ${'█'.repeat(full)}${'░'.repeat(width - full)} ${percent} % ${stage}`
}
