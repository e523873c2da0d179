/**
 * Finds a name in the server's list and returns the server's own spelling, which it requires. Tried in turn: exact
 * match; with `/` for `\`; without regard to case, if that leaves one. With `byFileName` also another folder, if only
 * one candidate has that file name.
 */
export function matchName(
  name: string,
  candidates: readonly string[],
  { byFileName = false }: { byFileName?: boolean } = {},
): string | undefined {
  if (candidates.includes(name)) return name
  const slashed = withSlashes(name)
  const loose = slashed.toLowerCase()
  return (
    candidates.find((candidate) => withSlashes(candidate) === slashed) ??
    onlyOne(candidates, (candidate) => withSlashes(candidate).toLowerCase() === loose) ??
    (byFileName
      ? onlyOne(candidates, (candidate) => fileNameOf(candidate) === fileNameOf(name))
      : undefined)
  )
}

function onlyOne(
  candidates: readonly string[],
  isMatch: (candidate: string) => boolean,
): string | undefined {
  const matches = candidates.filter(isMatch)
  return matches.length === 1 ? matches[0] : undefined
}

/** The name with `/`; Windows servers write `sub\x.safetensors`, all others `sub/x.safetensors`. */
const withSlashes = (name: string): string => name.replaceAll('\\', '/')

const fileNameOf = (name: string): string => withSlashes(name).split('/').at(-1) ?? name
