const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -10,
  PageUp: 10,
  Home: -100,
  End: 100,
}

/** Where a key moves a divider to, in percent; undefined when the key is none of its own. */
export function movedDivider(
  part: number,
  key: string,
  { isFar }: { readonly isFar: boolean },
): number | undefined {
  const step = steps[key]
  return step === undefined ? undefined : Math.min(100, Math.max(0, part + step * (isFar ? 5 : 1)))
}
