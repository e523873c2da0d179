const common = new Set(
  'a an and are as at be but by for from has he her his in into is it its not of on or she that the their them then they this to was were when where who with'.split(
    ' ',
  ),
)

/** These words are a third or more of any English text, but hardly a tenth of one in another language. */
export function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.filter((word) => common.has(word)).length >= words.length / 5
}
