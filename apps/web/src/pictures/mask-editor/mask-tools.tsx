import {
  Blend,
  Brush,
  Contrast,
  Eraser,
  Lasso,
  RectangleHorizontal,
  Redo2,
  Trash2,
  Undo2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SliderField } from '../../ui/slider-field.tsx'
import { Toolbar, ToolbarSeparator } from '../../ui/toolbar.tsx'
import type { MaskBrush, MaskTool } from './mask-tool.ts'
import styles from './mask-tools.module.css'
import type { MaskCanvas } from './use-mask-canvas.ts'

interface MaskToolsProps {
  readonly canvas: MaskCanvas
  readonly brush: MaskBrush
  readonly onBrush: (change: Partial<MaskBrush>) => void
  readonly limits: { readonly least: number; readonly most: number }
  readonly feather: number
  readonly onFeather: (pixels: number) => void
  readonly opacity: number
  readonly onOpacity: (opacity: number) => void
}

const tools: readonly { value: MaskTool; label: string; icon: ReactNode; hideLabel: true }[] = [
  { value: 'brush', label: 'Brush', icon: <Brush />, hideLabel: true },
  { value: 'eraser', label: 'Eraser', icon: <Eraser />, hideLabel: true },
  { value: 'rectangle', label: 'Rectangle', icon: <RectangleHorizontal />, hideLabel: true },
  { value: 'lasso', label: 'Lasso', icon: <Lasso />, hideLabel: true },
]

/** What a mask is painted with, and what can be done with all of it. */
export const MaskTools = ({
  canvas,
  brush,
  onBrush,
  limits,
  feather,
  onFeather,
  opacity,
  onOpacity,
}: MaskToolsProps) => (
  <Toolbar label="Mask tools" className={styles.tools}>
    <Segmented
      label="Tool"
      hideLabel
      value={brush.tool}
      onChange={(tool) => onBrush({ tool })}
      options={tools}
    />
    <SliderField
      label="Brush size"
      hideLabel
      className={styles.size}
      min={limits.least}
      max={limits.most}
      unit="px"
      value={brush.size}
      onChange={(size) => onBrush({ size: size ?? limits.least })}
    />
    <ToolbarSeparator />
    <IconButton
      label="Undo"
      shortcut="Ctrl+Z"
      icon={<Undo2 aria-hidden />}
      disabled={canvas.history.done.length === 0}
      onClick={canvas.undo}
    />
    <IconButton
      label="Redo"
      shortcut="Ctrl+Shift+Z"
      icon={<Redo2 aria-hidden />}
      disabled={canvas.history.undone.length === 0}
      onClick={canvas.redo}
    />
    <IconButton
      label="Invert"
      shortcut="I"
      icon={<Contrast aria-hidden />}
      onClick={() => canvas.add({ kind: 'invert' })}
    />
    <IconButton
      label="Clear"
      icon={<Trash2 aria-hidden />}
      onClick={() => canvas.add({ kind: 'clear' })}
    />
    <Popover
      title="Edge and overlay"
      trigger={<IconButton label="Edge and overlay" icon={<Blend aria-hidden />} />}
    >
      <div className={styles.look}>
        <SliderField
          label="Soft edge"
          help="How far the new part fades into the picture."
          min={0}
          max={200}
          unit="px"
          value={feather}
          onChange={(pixels) => onFeather(pixels ?? 0)}
        />
        <SliderField
          label="Overlay"
          min={20}
          max={100}
          step={5}
          unit="%"
          value={Math.round(opacity * 100)}
          onChange={(percent) => onOpacity((percent ?? 60) / 100)}
        />
      </div>
    </Popover>
  </Toolbar>
)
