import { ArrowUp } from 'lucide-react'
import { useStore } from '../api/store.ts'
import { Button } from '../ui/button.tsx'
import { newPictures } from './new-pictures.ts'
import styles from './new-pictures-button.module.css'

/** Says how many pictures came while one looks at older ones, and leads to them. */
export const NewPicturesButton = ({ onShow }: { readonly onShow: () => void }) => {
  const count = useStore(newPictures)
  if (count === 0) return null
  return (
    <div className={styles.place}>
      <Button variant="primary" size="small" icon={<ArrowUp aria-hidden />} onClick={onShow}>
        {count} new
      </Button>
    </div>
  )
}
