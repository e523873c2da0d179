import { type Shape, shapes } from './sizes.ts'

const box = 22

/** A small rectangle of the shape. */
export const ShapeIcon = ({ shape }: { readonly shape: Shape }) => {
  const ratio = shapes[shape]
  const width = ratio >= 1 ? 18 : 18 * ratio
  const height = ratio >= 1 ? 18 / ratio : 18
  return (
    <svg width={box} height={box} viewBox={`0 0 ${box} ${box}`} aria-hidden="true">
      <rect
        x={(box - width) / 2}
        y={(box - height) / 2}
        width={width}
        height={height}
        rx={2}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
      />
    </svg>
  )
}
