const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/** The text of `exif:UserComment` in an XMP packet, an element or an attribute. */
export function xmpUserComment(packet: string): string | undefined {
  const name = packet.indexOf('exif:UserComment')
  if (name < 0) return undefined
  const attribute = /^\s*=\s*(["'])/.exec(packet.slice(name + 16, name + 40))
  if (attribute !== null)
    return attributeValue(packet, name + 16 + attribute[0].length, attribute[1])
  const end = packet.indexOf('</exif:UserComment', name)
  const element = packet.slice(packet.indexOf('>', name) + 1, end < 0 ? undefined : end)
  return unescaped(withoutTags(element)).trim()
}

function attributeValue(packet: string, start: number, quote = '"'): string | undefined {
  const end = packet.indexOf(quote, start)
  return end < 0 ? undefined : unescaped(packet.slice(start, end))
}

function withoutTags(element: string): string {
  return element.replace(/<[^<>]{0,200}>/g, '')
}

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return entities[String(name)] ?? whole
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
