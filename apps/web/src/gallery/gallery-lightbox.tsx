export const GalleryLightbox = (_: object) => <h1>Trash</h1>
