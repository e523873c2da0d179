/** How a line may begin that is one of a list: `1.`, `2)`, `-`, `*`, `•`. */
const bullet = /^\s*(?:\d{1,3}[.)]|[-*•])\s+/

/** The prompts of a text that has one on each line; a list of them keeps no numbers. */
export function promptsIn(text: string): readonly string[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  const isList = lines.length > 1 && lines.every((line) => bullet.test(line))
  return lines.map((line) => (isList ? line.replace(bullet, '') : line).trim())
}
