import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'
import { tooltipHandle } from './tooltip.tsx'

/** The popup of every `Tooltip`; `KitProvider` has it. */
export const TooltipLayer = () => (
  <BaseTooltip.Root handle={tooltipHandle}>
    {({ payload }) =>
      payload?.text != null && (
        <BaseTooltip.Portal>
          <BaseTooltip.Positioner sideOffset={6} collisionPadding={8} className={styles.positioner}>
            <BaseTooltip.Popup className={styles.popup}>
              {payload.text}
              {payload.shortcut !== undefined && <Kbd keys={payload.shortcut} />}
            </BaseTooltip.Popup>
          </BaseTooltip.Positioner>
        </BaseTooltip.Portal>
      )
    }
  </BaseTooltip.Root>
)
