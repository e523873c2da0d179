import { useEffect, useState } from 'react'

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** The size of the picture at an address, as a person sees it; undefined until it is known. */
export function usePictureSize(address: string | undefined): PictureSize | undefined {
  const [known, setKnown] = useState<{ readonly address: string; readonly size: PictureSize }>()
  useEffect(() => {
    if (address === undefined) return
    const image = new Image()
    image.addEventListener('load', () =>
      setKnown({ address, size: { width: image.naturalWidth, height: image.naturalHeight } }),
    )
    image.src = address
    return () => {
      image.src = ''
    }
  }, [address])
  return known !== undefined && known.address === address ? known.size : undefined
}
