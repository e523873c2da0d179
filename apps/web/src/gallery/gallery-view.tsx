export const GalleryView = () => <h1>Gallery</h1>
